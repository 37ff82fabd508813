import type { WorkOrder } from '@/api/shapes'
import { orderWith } from '@/ui/testing/answers'

import type { OutboxEntry } from '../outbox/entry'

/** A health visit at nine that the carer has been given, with what a test wants different. */
export const anOrder = (different: Partial<WorkOrder> = {}): WorkOrder =>
  orderWith({
    window_from: '2026-11-23T09:00:00+08:00',
    window_until: '2026-11-23T10:00:00+08:00',
    allowed_moves: ['ACCEPT', 'RETURN', 'RAISE_EXCEPTION'],
    ...different,
  })

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
