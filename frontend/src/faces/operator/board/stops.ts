import type { AssignedCaregiver, Caregiver, Shift, WorkOrder } from '@/api/shapes'
import { minutesBetween } from '@/domain/time'

/** One order in one carer's day. */
export interface BoardStop {
  order: WorkOrder
  startsAt: string
}

/** One carer's day on the board. */
export interface CarerLine {
  caregiver: Caregiver
  shifts: Shift[]
  stops: BoardStop[]
}

/** When this carer is expected: as planned, else as promised, else as early as the elder allows. */
export function startOf(order: WorkOrder, assigned?: AssignedCaregiver): string {
  return assigned?.planned_start_at ?? order.promised_at ?? order.window_from
}

const isOn = (order: WorkOrder, caregiver: string): AssignedCaregiver | undefined =>
  order.caregivers.find((assigned) => assigned.number === caregiver)

function stopsOf(orders: WorkOrder[], caregiver: string): BoardStop[] {
  return orders
    .flatMap((order) => {
      const assigned = isOn(order, caregiver)
      return assigned ? [{ order, startsAt: startOf(order, assigned) }] : []
    })
    .sort((one, other) => one.startsAt.localeCompare(other.startsAt) || one.order.number.localeCompare(other.order.number))
}

/** The board's rows: who works today, by first stop; who has neither shift nor stop is left out. */
export function carerLines(orders: WorkOrder[], caregivers: Caregiver[], shifts: Shift[]): CarerLine[] {
  return caregivers
    .map((caregiver) => ({
      caregiver,
      shifts: shifts.filter((shift) => shift.caregiver.number === caregiver.number),
      stops: stopsOf(orders, caregiver.number),
    }))
    .filter((line) => line.shifts.length > 0 || line.stops.length > 0)
    .sort((one, other) => one.caregiver.number.localeCompare(other.caregiver.number))
}

const WAITING = ['CREATED']

/** Orders that nobody has yet, the most pressing first. */
export function unassigned(orders: WorkOrder[]): WorkOrder[] {
  return orders
    .filter((order) => order.caregivers.length === 0 && WAITING.includes(order.state))
    .sort((one, other) => one.window_from.localeCompare(other.window_from))
}

export interface Span {
  from: number
  until: number
}

/** The hours the board has to show, whole hours since midnight, never less than 8 to 18. */
export function hoursShown(minutes: number[]): Span {
  const first = Math.min(8 * 60, ...minutes)
  const last = Math.max(18 * 60, ...minutes)
  return { from: Math.floor(first / 60), until: Math.min(24, Math.ceil(last / 60)) }
}

/** Where a minute of the day lies in the span, in percent. */
export function percentAt(minute: number, span: Span): number {
  const share = (minute / 60 - span.from) / (span.until - span.from)
  return Math.min(100, Math.max(0, share * 100))
}

/** Minutes until `instant`; negative once it is past. */
export const minutesUntil = (instant: string, now: Date): number => minutesBetween(now, instant)
