import type { Complaint, Verdict } from '@/api/oversight'
import type { Me, OrderEvent, WorkOrder } from '@/api/shapes'
import { orderWith } from '@/ui/testing/answers'

export const REGULATOR = { role: 'regulator' } as Me

/** A family's complaint of Monday about a health visit from 11:00 to 12:00, with what a test wants different. */
export function aComplaint(different: Partial<Complaint> = {}): Complaint {
  return {
    order: 'WO1',
    complaint: 'OPEN',
    resolution: null,
    reason: 'complaint_late',
    words: '',
    made_at: '2026-11-23T13:05:00+08:00',
    role: 'family_member',
    elder: '王**',
    station: { code: 'S1', name: '向阳驿站' },
    service: { code: 'health_check', name_zh: '健康管理', name_en: 'Health check' },
    window_from: '2026-11-23T11:00:00+08:00',
    window_until: '2026-11-23T12:00:00+08:00',
    ...different,
  }
}

/** The same visit, rated by the elder's side. */
export const anOrder = (different: Partial<WorkOrder> = {}): WorkOrder => orderWith({ state: 'EVALUATED', version: 8, ...different })

/** One row of its history. */
export function anEvent(seq: number, move: OrderEvent['move']): OrderEvent {
  const at = '2026-11-23T13:05:00+08:00'
  const by = { display_name: '王**', role: 'family_member' }
  return { seq, version: seq, move, state: 'EVALUATED', by, happened_at: at, recorded_at: at, facts: {}, prev_hash: '', hash: '' } as OrderEvent
}

/** What it came to as of a row of the history: one answer, with this reason. */
export function aVerdict(as_of_seq: number, reason: string): Verdict {
  return {
    order: 'WO1',
    counted: true,
    accurate: true,
    first_fail: '',
    evidence_grade: 'device',
    as_of_seq,
    judged_at: '2026-11-23T13:06:00+08:00',
    answers: [{ criterion: 'C8', answer: 'PASS', reason, evidence: [] }],
  } as unknown as Verdict
}
