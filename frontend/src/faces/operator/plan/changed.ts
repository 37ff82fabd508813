import { asProblem } from '@/api/problem'
import type { ChangedOrder } from '@/api/plans'

/** The orders that changed since the plan was made, when that is why it was not published. */
export function changedOrders(thrown: unknown): ChangedOrder[] {
  const { code, facts } = asProblem(thrown)
  return code === 'orders_changed' && Array.isArray(facts.changed) ? (facts.changed as ChangedOrder[]) : []
}

/** The carers, by number, who no longer work as the plan assumes, when that is why it was not published. */
export function changedCarers(thrown: unknown): string[] {
  const { code, facts } = asProblem(thrown)
  return code === 'shifts_changed' && Array.isArray(facts.caregivers) ? (facts.caregivers as string[]) : []
}
