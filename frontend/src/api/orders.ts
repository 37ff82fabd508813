import type { Move } from '@/domain/states'

import { request } from './request'
import type { OrderEvent, Page, WorkOrder } from './shapes'

export interface OrdersWanted {
  station?: string
  state?: string
  day?: string
  changed_since?: string
  caregiver?: string
  elder?: string
  mine?: 1
  page_size?: number
}

export interface MoveWanted {
  command: string
  move: Move
  /** The version the person was looking at. */
  seen: number
  happened_at: string
  caregivers?: string[]
  /** Null when location was off or not found. */
  position?: { lat: number; lon: number; accuracy_meters: number; datum: string; mock: boolean | null } | null
  proof?: { kind: string; value: string }
  items_done?: { service: string; done: boolean }[]
  measurements?: Record<string, number>
  reason?: string
}

export interface RequestWanted {
  elder: string
  service: string
  window_from: string
  window_until: string
  note?: string
  dishes?: { code: string; count: number }[]
}

const LARGEST_PAGE = 1000

export const listOrders = (wanted: OrdersWanted): Promise<Page<WorkOrder>> =>
  request('/work-orders', { query: { page_size: LARGEST_PAGE, ...wanted } })

export const readOrder = (number: string): Promise<WorkOrder> => request(`/work-orders/${encodeURIComponent(number)}`)

export const listEvents = async (number: string): Promise<OrderEvent[]> => {
  const said = await request<OrderEvent[] | Page<OrderEvent>>(`/work-orders/${encodeURIComponent(number)}/events`)
  return Array.isArray(said) ? said : said.results
}

export const makeMove = (number: string, wanted: MoveWanted): Promise<WorkOrder> =>
  request(`/work-orders/${encodeURIComponent(number)}/moves`, { method: 'POST', body: wanted })

/** Ask for a service; the same `key` again gives the same order. */
export const requestService = (wanted: RequestWanted, key: string): Promise<WorkOrder> =>
  request('/service-requests', { method: 'POST', body: wanted, idempotencyKey: key })
