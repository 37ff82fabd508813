import { client, said, type Said } from './client'
import type { components } from './schema'
import type { Page } from './shapes'

type Schemas = components['schemas']

export type PlanState = Schemas['PlanStateEnum']
export type Stop = Said<Schemas['StopShown']>
export type Round = Said<Schemas['RoundShown']>
export type Reason = Said<Schemas['ReasonShown']>
export type Relaxation = Said<Schemas['RelaxationShown']>
export type PlanBound = Said<Schemas['BoundShown']>
export type Unserved = Said<Schemas['UnservedShown']>

export interface PlanSummary {
  served: number
  unserved: number
  travel_seconds: number
  travel_meters: number
  travel_is_estimate: boolean
  /** What the plan was judged by: each term's value. */
  objective: Record<string, number>
}

export type PlanRow = Omit<Said<Schemas['PlanRow']>, 'summary'> & { summary: PlanSummary | null }
export type Plan = Omit<Said<Schemas['PlanShown']>, 'summary'> & { summary: PlanSummary | null }

/** What a 409 `orders_changed` lists. */
export interface ChangedOrder {
  order: string
  was: string | number | null
  is: string | number | null
}

const at = (id: string) => ({ params: { path: { plan_id: id } } })

export const askForPlan = (station: string, day: string): Promise<{ id: string }> =>
  said(client.POST('/api/v1/plans', { body: { station, day } }))

export async function listPlans(station: string, day: string): Promise<Page<PlanRow>> {
  return (await said(client.GET('/api/v1/plans', { params: { query: { station, day } } }))) as Page<PlanRow>
}

export const readPlan = async (id: string): Promise<Plan> =>
  (await said(client.GET('/api/v1/plans/{plan_id}', at(id)))) as Plan

/** Give a plan out; `keep` numbers orders that stay with their carers though the plan has no place for them. */
export const publishPlan = async (id: string, keep: string[]): Promise<Plan> =>
  (await said(client.POST('/api/v1/plans/{plan_id}/publish', { ...at(id), body: { keep } }))) as Plan

export const cancelPlan = async (id: string): Promise<Plan> =>
  (await said(client.POST('/api/v1/plans/{plan_id}/cancel', at(id)))) as Plan
