import type { WorkOrder } from '@/api/shapes'
import { clockTime, lengthPhrase } from '@/domain/time'
import type { Phrase } from '@/domain/phrase'

import { minutesUntil, unassigned } from './stops'

export type Urgency = 'alarm' | 'late' | 'soon'

/** An order that needs a person, and why. */
export interface Attention {
  order: WorkOrder
  urgency: Urgency
  /** How many minutes it has been, or still is. */
  minutes: number
  why:
    | 'exception'
    | 'late'
    | 'late_expected'
    | 'delayed'
    | 'delayed_past'
    | 'unassigned_late'
    | 'unassigned_soon'
    | 'not_accepted'
}

const SOON_MINUTES = 60
const ACCEPT_BEFORE_MINUTES = 20
const WEIGHT: Record<Urgency, number> = { alarm: 0, late: 1, soon: 2 }

function judge(order: WorkOrder, waiting: Set<string>, now: Date): Attention | null {
  const until = minutesUntil(order.promised_at ?? order.window_from, now)
  if (order.state === 'EXCEPTION') {
    return { order, urgency: 'alarm', minutes: -minutesUntil(order.changed_at, now), why: 'exception' }
  }
  if (waiting.has(order.number)) {
    if (order.late) return { order, urgency: 'late', minutes: order.late_minutes, why: 'unassigned_late' }
    return until <= SOON_MINUTES ? { order, urgency: 'soon', minutes: until, why: 'unassigned_soon' } : null
  }
  if (order.late) {
    return { order, urgency: 'late', minutes: order.late_minutes, why: order.expected_at ? 'late_expected' : 'late' }
  }
  if (order.expected_at) return delayed(order, order.expected_at, now)
  if (order.state === 'DISPATCHED' && until <= ACCEPT_BEFORE_MINUTES) {
    return { order, urgency: 'soon', minutes: until, why: 'not_accepted' }
  }
  return null
}

/** Not late yet, but its carer says it will be: worse when that is after the time agreed with the elder. */
function delayed(order: WorkOrder, expectedAt: string, now: Date): Attention {
  const minutes = minutesUntil(expectedAt, now)
  const past = Date.parse(expectedAt) > Date.parse(order.window_until)
  return past ? { order, urgency: 'late', minutes: 0, why: 'delayed_past' } : { order, urgency: 'soon', minutes, why: 'delayed' }
}

/** Everything that needs a person now: alarms, then the latest, then what begins soonest. */
export function needsAPerson(orders: WorkOrder[], now: Date): Attention[] {
  const waiting = new Set(unassigned(orders).map((order) => order.number))
  return orders
    .flatMap((order) => judge(order, waiting, now) ?? [])
    .sort((one, other) => WEIGHT[one.urgency] - WEIGHT[other.urgency] || pressing(other) - pressing(one))
}

const pressing = (attention: Attention): number => (attention.urgency === 'soon' ? -attention.minutes : attention.minutes)

/** Why, as a sentence; the length is itself a phrase, to be said first; `time` is when a delayed carer will be there. */
export function reasonOf({ order, urgency, minutes, why }: Attention): { key: string; length: Phrase; time: string } {
  const passed = urgency === 'soon' && minutes < 1 && why !== 'delayed'
  const key = passed ? `operator.attention.${why}_now` : `operator.attention.${why}`
  return { key, length: lengthPhrase(minutes), time: order.expected_at ? clockTime(order.expected_at) : '' }
}
