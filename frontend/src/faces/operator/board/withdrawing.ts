import { useMutation, useQueryClient } from '@tanstack/vue-query'

import { withdrawCaregiver } from '@/api/people'
import { asProblem } from '@/api/problem'
import type { Shift, WorkOrder } from '@/api/shapes'
import { newCommand } from '@/domain/command'
import type { State } from '@/domain/states'

import type { CarerLine } from './stops'

/** Given to the carer, but nobody is at the door yet. */
const NOT_BEGUN: readonly State[] = ['DISPATCHED', 'ACCEPTED', 'DEPARTED']
/** The carer is inside, or a problem of theirs is still to be settled: nobody else can go on with it. */
const STAYS: readonly State[] = ['CHECKED_IN', 'IN_SERVICE', 'EXCEPTION']

const inState = (line: CarerLine, states: readonly State[]): WorkOrder[] =>
  line.stops.map((stop) => stop.order).filter((order) => states.includes(order.state))

/** The shifts that still stand at an instant. */
export const standingShifts = (line: CarerLine, at: Date): Shift[] =>
  line.shifts.filter((shift) => {
    const until = Date.parse(shift.withdrawn_from ?? shift.ends_at)
    return until > at.getTime() && until > Date.parse(shift.starts_at)
  })

/** The visits that somebody else must make now. */
export const visitsToReturn = (line: CarerLine): WorkOrder[] => inState(line, NOT_BEGUN)

/** The visits that stay with the carer all the same. */
export const visitsThatStay = (line: CarerLine): WorkOrder[] => inState(line, STAYS)

/** Takes a carer out of the rest of a day in one request; sent again after a broken line it counts once. */
export function useWithdrawal(wanted: () => { caregiver: string; day: string }) {
  const client = useQueryClient()
  let unanswered: string | null = null

  return useMutation({
    mutationFn: (reason: string) => {
      const { caregiver, day } = wanted()
      return withdrawCaregiver(caregiver, { day, reason }, (unanswered ??= newCommand()))
    },
    // Busy until the board shows it, so that nobody presses twice.
    onSuccess: () => {
      unanswered = null
      return client.invalidateQueries()
    },
    onError: (thrown) => {
      const { status } = asProblem(thrown)
      const refused = status >= 400 && status < 500
      if (refused) unanswered = null
      void client.invalidateQueries()
    },
  })
}
