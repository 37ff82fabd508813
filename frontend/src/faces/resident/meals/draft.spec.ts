import { describe, expect, it } from 'vitest'

import { draftQuery, readDraft } from './draft'

const lunch = { day: '2026-11-24', mealTime: 'lunch' } as const

describe('a meal half chosen', () => {
  it('comes back from its address as it was', () => {
    const query = draftQuery(lunch, { 'beef-noodles': 2, soup: 1 }, '2026-11-24T11:00:00+08:00')
    expect(readDraft(query as Record<string, string>)).toEqual({
      day: '2026-11-24',
      mealTime: 'lunch',
      basket: { 'beef-noodles': 2, soup: 1 },
      from: '2026-11-24T11:00:00+08:00',
    })
  })

  it('is empty at first', () => {
    expect(readDraft({})).toEqual({ day: null, mealTime: null, basket: {}, from: null })
  })

  it('is not led astray by an address somebody wrote by hand', () => {
    expect(readDraft({ dishes: 'a:-1,b:99,c:x,:2,d:1' }).basket).toEqual({ d: 1 })
  })
})
