import type { ElderBrief, Me } from '@/api/shapes'

import { anElder } from './builders'

/** Who is signed in on Tuesday 24 November 2026 at eight in the morning. */
export function signedIn(role: 'elder' | 'family_member', elders: ElderBrief[] = [anElder()]): Me {
  return {
    username: role,
    display_name: '王秀英',
    role,
    language: 'zh-CN',
    rights: ['order_services', 'see_elders'],
    station: null,
    division: null,
    elder: role === 'elder' ? (elders[0] ?? null) : null,
    elders,
    caregiver: null,
    clock: { now: '2026-11-24T08:00:00+08:00', speed: 1 },
  }
}
