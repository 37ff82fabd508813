import { client, said } from './client'
import type { components, paths } from './schema'
import type { OrderEvent, Page, WorkOrder } from './shapes'

export type OrdersWanted = NonNullable<paths['/api/v1/work-orders']['get']['parameters']['query']>
export type MoveWanted = components['schemas']['MoveInputRequest']
export type RequestWanted = components['schemas']['RequestAskedRequest']

/** The most the server sends at once; a station's day is far smaller. */
const LARGEST_PAGE = 1000

export const listOrders = (wanted: OrdersWanted): Promise<Page<WorkOrder>> =>
  said(client.GET('/api/v1/work-orders', { params: { query: { page_size: LARGEST_PAGE, ...wanted } } }))

export const readOrder = (number: string): Promise<WorkOrder> =>
  said(client.GET('/api/v1/work-orders/{number}', { params: { path: { number } } }))

export async function listEvents(number: string): Promise<OrderEvent[]> {
  const query = { page_size: LARGEST_PAGE }
  const page = await said(client.GET('/api/v1/work-orders/{number}/events', { params: { path: { number }, query } }))
  return page.results as OrderEvent[]
}

export const makeMove = (number: string, wanted: MoveWanted): Promise<WorkOrder> =>
  said(client.POST('/api/v1/work-orders/{number}/moves', { params: { path: { number } }, body: wanted }))

/** Ask for a service; the same `key` again gives the same order. */
export const requestService = (wanted: RequestWanted, key: string): Promise<WorkOrder> =>
  said(client.POST('/api/v1/service-requests', { params: { header: { 'Idempotency-Key': key } }, body: wanted }))
