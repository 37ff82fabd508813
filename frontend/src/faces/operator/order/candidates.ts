import type { WorkOrder } from '@/api/shapes'
import { startOf, type BoardStop, type CarerLine } from '@/faces/operator/board/stops'
import { isOpen } from '@/domain/states'
import { clockTime } from '@/domain/time'

/** A carer who might go; the server has the last word on papers and skills. */
export interface Candidate {
  line: CarerLine
  /** Visits still open that day. */
  load: number
  onShift: boolean
  /** The time of a visit that overlaps, empty when none does. */
  clash: string
}

const endOf = (startsAt: string, minutes: number): number => Date.parse(startsAt) + minutes * 60_000

function overlapping(order: WorkOrder, stops: BoardStop[]): BoardStop | undefined {
  const from = Date.parse(startOf(order))
  const until = endOf(startOf(order), order.service_minutes)
  return stops.find(
    (stop) =>
      stop.order.number !== order.number &&
      isOpen(stop.order.state) &&
      Date.parse(stop.startsAt) < until &&
      endOf(stop.startsAt, stop.order.service_minutes) > from,
  )
}

function isOnShift(order: WorkOrder, line: CarerLine): boolean {
  const from = Date.parse(startOf(order))
  return line.shifts.some(
    (shift) => Date.parse(shift.starts_at) <= from && from < Date.parse(shift.withdrawn_from ?? shift.ends_at),
  )
}

/** Who might go instead of who has it now: free people on shift first, the least busy before the others. */
export function candidatesFor(order: WorkOrder, lines: CarerLine[]): Candidate[] {
  return lines
    .filter(({ caregiver }) => caregiver.active && !order.caregivers.some((one) => one.number === caregiver.number))
    .map((line) => {
      const clash = overlapping(order, line.stops)
      return {
        line,
        load: line.stops.filter((stop) => isOpen(stop.order.state)).length,
        onShift: isOnShift(order, line),
        clash: clash ? clockTime(clash.startsAt) : '',
      }
    })
    .sort((one, other) => rank(one) - rank(other) || one.load - other.load)
}

const rank = (candidate: Candidate): number => (candidate.onShift ? 0 : 2) + (candidate.clash ? 1 : 0)
