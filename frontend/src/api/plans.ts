import { request } from './request'
import type { Page } from './shapes'

export type PlanState = 'queued' | 'running' | 'ready' | 'published' | 'superseded' | 'cancelled' | 'failed'

export interface Stop {
  kind: 'visit' | 'break' | 'pickup'
  order: string | null
  service: string | null
  start_at: string
  end_at: string
  arrive_at: string | null
  travel_seconds: number
  window_from: string | null
  window_until: string | null
}

export interface Round {
  caregiver: { number: string; name: string }
  starts_at: string
  ends_at: string
  travel_seconds: number
  stops: Stop[]
}

export interface Reason {
  caregiver: string | null
  code: string
  text: string
}

export interface Unserved {
  order: string
  service: string
  verdict: 'impossible' | 'blocked_by' | 'missed'
  blocked_by: string[]
  reasons: Reason[]
  relaxation: { code: string; text: string } | null
}

export interface PlanSummary {
  served: number
  unserved: number
  travel_seconds: number
  travel_meters: number
  travel_is_estimate: boolean
  objective: Record<string, number>
}

export interface PlanRow {
  id: string
  station: string
  day: string
  state: PlanState
  /** 0 to 1. */
  progress: number
  best_cost: number | null
  unplaced: number | null
  failure: string
  requested_at: string
  finished_at: string | null
  published_at: string | null
}

export interface Plan extends PlanRow {
  summary: PlanSummary | null
  rounds: Round[]
  unserved: Unserved[]
}

/** What a 409 `orders_changed` lists. */
export interface ChangedOrder {
  order: string
  was: string | number | null
  is: string | number | null
}

export const askForPlan = (station: string, day: string): Promise<{ id: string }> =>
  request('/plans', { method: 'POST', body: { station, day } })

export const listPlans = (station: string, day: string): Promise<Page<PlanRow>> =>
  request('/plans', { query: { station, day } })

export const readPlan = (id: string): Promise<Plan> => request(`/plans/${id}`)

export const publishPlan = (id: string): Promise<Plan> => request(`/plans/${id}/publish`, { method: 'POST', body: {} })

export const cancelPlan = (id: string): Promise<Plan> => request(`/plans/${id}/cancel`, { method: 'POST', body: {} })
