import type { Complaint } from '@/api/oversight'
import type { Me } from '@/api/shapes'

export const REGULATOR = { role: 'regulator' } as Me

/** A family's complaint of Monday about a health visit from 11:00 to 12:00, with what a test wants different. */
export function aComplaint(different: Partial<Complaint> = {}): Complaint {
  return {
    order: 'WO1',
    complaint: 'OPEN',
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
