import { makeMove } from '@/api/orders'
import { withdrawShift } from '@/api/people'
import type { Shift, WorkOrder } from '@/api/shapes'
import { newCommand } from '@/domain/command'
import type { State } from '@/domain/states'

import type { CarerLine } from './stops'

/** Given to the carer, but nobody is at the door yet. */
const NOT_BEGUN: readonly State[] = ['DISPATCHED', 'ACCEPTED', 'DEPARTED']

/** The shifts that still stand at an instant. */
export const standingShifts = (line: CarerLine, at: Date): Shift[] =>
  line.shifts.filter((shift) => !shift.withdrawn_from && Date.parse(shift.ends_at) > at.getTime())

/** The visits that somebody else must make now. */
export const visitsToReturn = (line: CarerLine): WorkOrder[] =>
  line.stops.map((stop) => stop.order).filter((order) => NOT_BEGUN.includes(order.state))

/** Take a carer out of the rest of the day: the shifts first, so that no plan counts on them, then visit by visit. */
export async function withdraw(line: CarerLine, reason: string, at: Date): Promise<void> {
  const instant = at.toISOString()
  for (const shift of standingShifts(line, at)) await withdrawShift(shift.id, reason, instant)
  for (const order of visitsToReturn(line)) {
    await makeMove(order.number, { command: newCommand(), move: 'RETURN', seen: order.version, happened_at: instant, reason })
  }
}
