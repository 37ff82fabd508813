import type { Unserved } from '@/api/plans'
import type { AssignedCaregiver, Caregiver, Shift, WorkOrder } from '@/api/shapes'
import { orderWith } from '@/ui/testing/answers'

/** Ten o'clock of the day that the tests are about. */
export const NOW = new Date('2026-11-23T10:00:00+08:00')
export const at = (time: string): string => `2026-11-23T${time}:00+08:00`

export function assigned(number = 'C1', different: Partial<AssignedCaregiver> = {}): AssignedCaregiver {
  return { number, name: `${number}员`, planned_start_at: null, round_position: null, travel_seconds: null, ...different }
}

/** A health visit from 11:00 to 12:00 that nobody has yet, with what a test wants different. */
export const anOrder = (different: Partial<WorkOrder> = {}): WorkOrder =>
  orderWith({ state: 'CREATED', version: 1, allowed_moves: ['DISPATCH', 'CANCEL'], ...different })

export function aCaregiver(number = 'C1', different: Partial<Caregiver> = {}): Caregiver {
  return {
    number,
    name: `${number}员`,
    sex: 'female',
    occupation: 'caregiver',
    travel_mode: 'bike',
    box_capacity: 0,
    languages: [],
    station: { code: 'S1', name: '向阳驿站' },
    active: true,
    credentials: [],
    ...different,
  }
}

export function aShift(caregiver = 'C1', different: Partial<Shift> = {}): Shift {
  return {
    id: 1,
    caregiver: { number: caregiver, name: `${caregiver}员` },
    day: '2026-11-23',
    starts_at: at('08:00'),
    ends_at: at('17:00'),
    break_minutes: 0,
    break_from: null,
    break_until: null,
    withdrawn_from: null,
    withdrawn_reason: '',
    ...different,
  }
}

/** A visit that no carer can do, with what a test wants different. */
export function unserved(order = 'WO1', different: Partial<Unserved> = {}): Unserved {
  return {
    order,
    service: 'health_check',
    window_from: at('11:00'),
    window_until: at('12:00'),
    verdict: 'impossible',
    blocked_by: [],
    reasons: [],
    relaxation: null,
    rules: [],
    held_by: [],
    goes_back: false,
    ...different,
  }
}
