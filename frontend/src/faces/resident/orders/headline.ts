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

/** What is said of an order that comes later than promised: what was said at first, or by how much; else null. */
export function latePhrase(order: WorkOrder, now: Date): Phrase | null {
  const planned = plannedAt(order)
  if (isDelayed(order, now)) return planned ? { key: 'resident.headline.at_first', named: { time: clockTime(planned) } } : null
  if (!order.late || order.late_minutes < 1) return null
  return { key: 'resident.headline.late', named: { minutes: order.late_minutes }, count: order.late_minutes }
}

/** When somebody is expected, ISO 8601: as the carer last said, else as planned, else the window's start. */
export function expectedAt(order: WorkOrder): string {
  return order.expected_at ?? plannedAt(order) ?? order.window_from
}

const plannedAt = (order: WorkOrder): string | null => order.caregivers[0]?.planned_start_at ?? order.promised_at

/** A carer said to come later, and that time is still to come. */
const isDelayed = (order: WorkOrder, now: Date): boolean =>
  order.expected_at !== null && Date.parse(order.expected_at) > now.getTime()

export function whoComes(order: WorkOrder, separator: string): string {
  return order.caregivers.map((caregiver) => caregiver.name).join(separator)
}

const promised: Teller = (order, now) => {
  if (!order.caregivers.length) return 'arranging'
  return isDelayed(order, now) ? 'delayed' : 'promised'
}

const done: Teller = (order, now) => (order.day === localDay(now) ? 'done' : 'was_done')

const onTheWay: Teller = (order, now) => {
  if (minutesBetween(now, expectedAt(order)) <= 1) return 'any_moment'
  return isDelayed(order, now) ? 'delayed' : 'on_the_way'
}

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
