import type { WorkOrder } from '@/api/shapes'
import type { Phrase } from '@/domain/phrase'
import type { State } from '@/domain/states'
import { clockTime, localDay, minutesBetween } from '@/domain/time'

type Teller = (order: WorkOrder, now: Date) => string

/** The one sentence about an order: who comes, when, and how it stands; `separator` stands between two names. */
export function headline(order: WorkOrder, now: Date, separator: string): Phrase {
  const tell = TELLERS[order.state]
  const kind = order.service.is_meal ? 'meal' : 'visit'
  return {
    key: `resident.headline.${kind}.${tell(order, now)}`,
    named: { who: whoComes(order, separator), time: clockTime(expectedAt(order)) },
  }
}

/** Minutes an order is behind its promise, once that is worth saying; otherwise null. */
export function latePhrase(order: WorkOrder): Phrase | null {
  if (!order.late || order.late_minutes < 1) return null
  return { key: 'resident.headline.late', named: { minutes: order.late_minutes }, count: order.late_minutes }
}

/** When somebody is expected, ISO 8601: the plan's time, else the promise, else the window's start. */
export function expectedAt(order: WorkOrder): string {
  return order.caregivers[0]?.planned_start_at ?? order.promised_at ?? order.window_from
}

export function whoComes(order: WorkOrder, separator: string): string {
  return order.caregivers.map((caregiver) => caregiver.name).join(separator)
}

const promised: Teller = (order) => (order.caregivers.length ? 'promised' : 'arranging')

const done: Teller = (order, now) => (order.day === localDay(now) ? 'done' : 'was_done')

const onTheWay: Teller = (order, now) => (minutesBetween(now, expectedAt(order)) > 1 ? 'on_the_way' : 'any_moment')

const TELLERS: Record<State, Teller> = {
  CREATED: () => 'arranging',
  DISPATCHED: promised,
  ACCEPTED: promised,
  DEPARTED: onTheWay,
  CHECKED_IN: () => 'at_the_door',
  IN_SERVICE: () => 'in_service',
  CHECKED_OUT: done,
  COMPLETED: done,
  CALLED_BACK: done,
  EVALUATED: done,
  SETTLED: done,
  ARCHIVED: done,
  CANCELLED: () => 'cancelled',
  MISSED: () => 'missed',
  EXCEPTION: () => 'exception',
}
