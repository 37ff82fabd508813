import type { Me } from '@/api/shapes'

/** A caregiver on Monday 23 November 2026 at nine in the morning. */
export function signedIn(username = 'li'): Me {
  return {
    username,
    display_name: '李芳',
    role: 'caregiver',
    language: 'zh-CN',
    rights: ['make_visits', 'reveal_elders'],
    station: { code: 'S1', name: '向阳驿站' },
    division: null,
    elder: null,
    elders: [],
    caregiver: { number: 'C1', name: '李芳' },
    clock: { now: '2026-11-23T09:00:00+08:00', speed: 1 },
  }
}
