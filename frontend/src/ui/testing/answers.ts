import type { Page, WorkOrder } from '@/api/shapes'

/** All there is, as the one page of a list that the server answers. */
export const pageOf = <T>(results: T[]): Page<T> => ({ results, next: null, previous: null })

/** An order of Monday 23 November 2026 as the server answers it, with what a face's tests want different. */
export function orderWith(different: Partial<WorkOrder>): WorkOrder {
  return {
    number: 'WO1',
    state: 'DISPATCHED',
    version: 2,
    service: { code: 'health_check', name_zh: '健康管理', name_en: 'Health check', is_meal: false },
    elder: { number: 'E1', name: '王**' },
    station: { code: 'S1', name: '向阳驿站' },
    day: '2026-11-23',
    window_from: '2026-11-23T11:00:00+08:00',
    window_until: '2026-11-23T12:00:00+08:00',
    promised_at: null,
    cooked_at: null,
    service_minutes: 30,
    caregivers_needed: 1,
    caregivers: [],
    dishes: [],
    note: '',
    price_fen: 3000,
    late: false,
    late_minutes: 0,
    expected_at: null,
    complaint: null,
    resolution: null,
    created_at: '2026-11-22T10:00:00+08:00',
    changed_at: '2026-11-22T10:00:00+08:00',
    position: null,
    allowed_moves: [],
    address_hint: '林荫街道',
    ...different,
  }
}
