import { describe, expect, it, vi } from 'vitest'

import { remember, remembered } from './rememberedMe'
import type { Me } from './shapes'

function somebody(role: Me['role']): Me {
  return {
    username: 'li',
    display_name: '李芳',
    role,
    language: 'zh-CN',
    rights: [],
    station: { code: 'S1', name: '向阳驿站' },
    division: null,
    elder: null,
    elders: [],
    caregiver: { number: 'C1', name: '李芳' },
    clock: { now: '2026-11-23T01:00:00Z', speed: 10 },
  }
}

describe('who used this tablet', () => {
  it('is known again after a reload without signal, and the city clock has run on', () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
    remember(somebody('caregiver'))
    vi.spyOn(Date, 'now').mockReturnValue(1_060_000)
    expect(remembered()).toMatchObject({ username: 'li', clock: { now: '2026-11-23T01:10:00.000Z' } })
  })

  it('is kept for caregivers only: an elder or an officer has no work without signal', () => {
    for (const role of ['elder', 'station_operator', 'regulator'] as const) {
      remember(somebody(role))
      expect(remembered()).toBeNull()
    }
  })

  it('is forgotten on leaving', () => {
    remember(somebody('caregiver'))
    remember(null)
    expect(remembered()).toBeNull()
    expect(localStorage.length).toBe(0)
  })

  it('is nobody when what is kept cannot be read', () => {
    localStorage.setItem('me', '{')
    expect(remembered()).toBeNull()
  })
})
