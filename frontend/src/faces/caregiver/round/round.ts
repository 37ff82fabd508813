import type { WorkOrder } from '@/api/shapes'
import type { State } from '@/domain/states'

import type { OutboxEntry } from '../outbox/entry'
import { delayOf } from './delay'
import { isBeforeTheDoor, isOpen, stateAfter } from './life'

/** A visit of the day as the tablet shows it: the server's order, moved on by what is not sent yet. */
export interface Stop {
  order: WorkOrder
  /** Place in the round, from 1, among all visits of the day. */
  position: number
  unsent: number
  /** An entry of this order stopped and needs the caregiver. */
  stopped: boolean
  /** When this caregiver is due, ISO 8601. */
  dueAt: string
}

/** The day's stops in the order of the round. */
export function roundOf(orders: readonly WorkOrder[], entries: readonly OutboxEntry[], caregiver: string): Stop[] {
  return [...orders]
    .sort((one, other) => compare(sortKey(one, caregiver), sortKey(other, caregiver)))
    .map((order, index) => ({
      order: delayed(projected(order, entries), entries, dueAt(order, caregiver)),
      position: index + 1,
      unsent: entries.filter((entry) => entry.order === order.number).length,
      stopped: entries.some((entry) => entry.order === order.number && entry.stop !== null),
      dueAt: dueAt(order, caregiver),
    }))
}

/** The order with the arrival that an unsent report of delay will give it; nobody is expected once they are there. */
function delayed(order: WorkOrder, entries: readonly OutboxEntry[], due: string): WorkOrder {
  if (!isBeforeTheDoor(order.state)) return { ...order, expected_at: null }
  const told = entries.filter((entry) => entry.order === order.number && entry.details.delay_minutes && !entry.stop).at(-1)
  if (!told?.details.delay_minutes) return order
  return { ...order, expected_at: delayOf(told.details.delay_minutes, due, new Date(told.happenedAt)).arrivesAt }
}

const BEGUN: ReadonlySet<State> = new Set(['DEPARTED', 'CHECKED_IN', 'IN_SERVICE', 'CHECKED_OUT'])

/** The stop to look at now: one that was begun comes before one that was not. */
export function nextStop(stops: readonly Stop[]): Stop | null {
  const open = stops.filter((stop) => isOpen(stop.order.state))
  const begun = open.find((stop) => BEGUN.has(stop.order.state))
  return begun ?? open[0] ?? null
}

/** The order after the moves that wait in the outbox, with the version each will have. */
export function projected(order: WorkOrder, entries: readonly OutboxEntry[]): WorkOrder {
  const own = entries.filter((entry) => entry.order === order.number)
  // What was built upon a stopped move has not happened for the server, and may never.
  if (own.some((entry) => entry.stop !== null)) return order
  const waiting = own
    .filter((entry) => entry.seen >= order.version)
    .sort((one, other) => one.position - other.position)
  return waiting.reduce<WorkOrder>(
    (before, entry) => ({ ...before, state: stateAfter(before.state, entry.move), version: entry.seen + 1 }),
    order,
  )
}

function dueAt(order: WorkOrder, caregiver: string): string {
  return ownAssignment(order, caregiver)?.planned_start_at ?? order.promised_at ?? order.window_from
}

function ownAssignment(order: WorkOrder, caregiver: string): WorkOrder['caregivers'][number] | undefined {
  return order.caregivers.find((assigned) => assigned.number === caregiver)
}

/** By when it is due; the plan's own numbering decides between two that are due at once. */
function sortKey(order: WorkOrder, caregiver: string): [number, number, string] {
  const position = ownAssignment(order, caregiver)?.round_position ?? Number.MAX_SAFE_INTEGER
  return [Date.parse(dueAt(order, caregiver)), position, order.number]
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index]
    if (against === undefined || value === against) continue
    return value < against ? -1 : 1
  }
  return 0
}
