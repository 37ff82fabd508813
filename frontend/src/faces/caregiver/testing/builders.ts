import type { WorkOrder } from '@/api/shapes'

import type { OutboxEntry } from '../outbox/entry'

/** An order as the server answers it, with what a test wants different. */
export function anOrder(different: Partial<WorkOrder> = {}): WorkOrder {
  return {
    number: 'WO1',
    state: 'DISPATCHED',
    version: 2,
    service: { code: 'health_check', name_zh: '健康检查', name_en: 'Health check', is_meal: false },
    elder: { number: 'E1', name: '王**' },
    station: { code: 'S1', name: '东胜驿站' },
    day: '2026-11-23',
    window_from: '2026-11-23T09:00:00+08:00',
    window_until: '2026-11-23T10:00:00+08:00',
    promised_at: null,
    cooked_at: null,
    service_minutes: 30,
    caregivers_needed: 1,
    caregivers: [],
    dishes: [],
    note: '',
    price_fen: 2000,
    late: false,
    late_minutes: 0,
    expected_at: null,
    complaint: null,
    created_at: '2026-11-22T10:00:00+08:00',
    changed_at: '2026-11-22T10:00:00+08:00',
    position: null,
    allowed_moves: ['ACCEPT', 'RETURN', 'RAISE_EXCEPTION'],
    address_hint: '林荫街道',
    ...different,
  }
}

/** A kept move that waits to be sent, with what a test wants different. */
export function anEntry(different: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    command: '00000000-0000-4000-8000-000000000001',
    position: 1,
    account: 'li',
    order: 'WO1',
    service: { name_zh: '健康检查', name_en: 'Health check' },
    elderName: '王**',
    move: 'ACCEPT',
    seen: 2,
    stateSeen: 'DISPATCHED',
    happenedAt: '2026-11-23T08:50:00+08:00',
    details: {},
    attempts: 0,
    notBefore: 0,
    stop: null,
    ...different,
  }
}
