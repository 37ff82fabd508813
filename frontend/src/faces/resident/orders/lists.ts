import type { WorkOrder } from '@/api/shapes'
import { isOpen, type State } from '@/domain/states'

import { expectedAt } from './headline'

const byTime = (one: WorkOrder, other: WorkOrder): number =>
  Date.parse(expectedAt(one)) - Date.parse(expectedAt(other))

/** What is still to come, soonest first. */
export function coming(orders: readonly WorkOrder[]): WorkOrder[] {
  return orders.filter((order) => isOpen(order.state)).sort(byTime)
}

const UNDER_WAY: readonly State[] = ['DEPARTED', 'CHECKED_IN', 'IN_SERVICE']

/** Whether somebody is on the way, or here. */
export const isUnderWay = (state: State): boolean => UNDER_WAY.includes(state)

/** What is over, latest first. */
export function past(orders: readonly WorkOrder[]): WorkOrder[] {
  return orders.filter((order) => !isOpen(order.state)).sort((one, other) => byTime(other, one))
}

/** What was complained of, decided, and not answered yet: is it solved? Latest first. */
export function toAnswer(orders: readonly WorkOrder[]): WorkOrder[] {
  return past(orders).filter((order) => order.allowed_moves.includes('REPORT_RESOLUTION'))
}

/** What was done and may still be rated, latest first. */
export function toRate(orders: readonly WorkOrder[]): WorkOrder[] {
  return past(orders).filter((order) => order.allowed_moves.includes('EVALUATE'))
}
