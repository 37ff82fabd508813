import { describe, expect, it } from 'vitest'

import type { OrderedDish } from '@/api/shapes'

import { aDish, anElder, anOrder } from '../testing/builders'
import { again, orderedFor } from './lastMeal'
import { offersAt } from './offer'

const [lunch] = offersAt(new Date('2026-11-24T08:00:00+08:00'))
if (!lunch) throw new Error('lunch should be on offer at eight')

const eaten = (code: string): OrderedDish => ({ code, name_zh: code, name_en: code, price_fen: 1000, count: 1 })
const yesterday = anOrder({ day: '2026-11-23', state: 'COMPLETED', dishes: [eaten('D1'), eaten('D2')] })
const menu = [aDish({ code: 'D1' }), aDish({ code: 'D3' })]

describe('"like yesterday"', () => {
  it('offers what of it is cooked again, and names what is not', () => {
    const offered = again(lunch, [yesterday], menu, anElder())
    expect(offered?.dishes.map(({ dish }) => dish.code)).toEqual(['D1'])
    expect(offered?.missing.map(({ code }) => code)).toEqual(['D2'])
    expect(offered?.wasDayBefore).toBe(true)
  })

  it('never brings back a dish the elder must not eat', () => {
    const menuToday = [aDish({ code: 'D1', allergens: ['虾'] }), aDish({ code: 'D2' })]
    const offered = again(lunch, [yesterday], menuToday, anElder({ allergens: ['虾'] }))
    expect(offered?.dishes.map(({ dish }) => dish.code)).toEqual(['D2'])
  })

  it('looks at the last lunch, not at supper and not at a cancelled one', () => {
    const supper = anOrder({ window_from: '2026-11-23T17:00:00+08:00', dishes: [eaten('D3')], state: 'COMPLETED' })
    const cancelled = anOrder({ state: 'CANCELLED', dishes: [eaten('D3')] })
    const older = anOrder({
      day: '2026-11-20',
      window_from: '2026-11-20T11:00:00+08:00',
      state: 'COMPLETED',
      dishes: [eaten('D1')],
    })
    const offered = again(lunch, [supper, cancelled, older], menu, anElder())
    expect(offered?.dishes.map(({ dish }) => dish.code)).toEqual(['D1'])
    expect(offered?.wasDayBefore).toBe(false)
  })

  it('is not offered when nothing of it is on the menu', () => {
    expect(again(lunch, [yesterday], [aDish({ code: 'D9' })], anElder())).toBeNull()
  })
})

describe('a meal ordered already', () => {
  it('is found by its day and whether it is lunch or supper', () => {
    const ordered = anOrder({ day: '2026-11-24', window_from: '2026-11-24T11:45:00+08:00' })
    expect(orderedFor(lunch, [yesterday, ordered])).toBe(ordered)
    expect(orderedFor(lunch, [{ ...ordered, state: 'CANCELLED' }])).toBeNull()
  })
})
