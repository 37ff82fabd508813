import { describe, expect, it } from 'vitest'

import { daysAhead, halfSlot, halvesAhead } from './times'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`)

describe('when a visit can be asked for', () => {
  it('is today as long as a half of it has not begun', () => {
    expect(daysAhead(at('08:00'))[0]).toBe('2026-11-23')
    expect(halvesAhead('2026-11-23', at('10:00'))).toEqual(['afternoon'])
  })

  it('begins tomorrow in the late afternoon', () => {
    expect(daysAhead(at('15:00'))[0]).toBe('2026-11-24')
  })

  it("is told on the city's clock", () => {
    expect(halfSlot('2026-11-24', 'morning')).toEqual({
      from: '2026-11-24T09:00:00+08:00',
      until: '2026-11-24T11:00:00+08:00',
    })
  })
})
