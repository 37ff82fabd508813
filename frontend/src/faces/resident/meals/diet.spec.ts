import { describe, expect, it } from 'vitest'

import { aDish } from '../testing/builders'
import { allergensFor, dietTagsMissing, menuFor } from './diet'

describe('a dish for one person', () => {
  it('is stopped by what they must never eat, and only by that', () => {
    const dish = aDish({ allergens: ['花生', '鸡蛋'] })
    expect(allergensFor(dish, { allergens: ['鸡蛋', '虾'] })).toEqual(['鸡蛋'])
    expect(allergensFor(dish, { allergens: [] })).toEqual([])
  })

  it('says how it differs from the way they should eat', () => {
    expect(dietTagsMissing(aDish({ diet_tags: ['软食'] }), { diet_tags: ['低盐', '软食'] })).toEqual(['低盐'])
  })
})

describe('the menu for one person', () => {
  it('begins with what suits and ends with what they must not eat', () => {
    const stopped = aDish({ code: 'A', allergens: ['鸡蛋'], diet_tags: ['低盐'] })
    const salty = aDish({ code: 'B' })
    const suits = aDish({ code: 'C', diet_tags: ['低盐'] })
    const menu = menuFor([stopped, salty, suits], { allergens: ['鸡蛋'], diet_tags: ['低盐'] })
    expect(menu.map(({ code }) => code)).toEqual(['C', 'B', 'A'])
  })
})
