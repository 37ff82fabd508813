import { describe, expect, it } from 'vitest'

import { aDish } from '../testing/builders'
import { changed, chosen, priceFen } from './basket'

describe('the basket', () => {
  it('counts between nothing and nine', () => {
    expect(changed({}, 'D1', 1)).toEqual({ D1: 1 })
    expect(changed({ D1: 1 }, 'D1', -1)).toEqual({})
    expect(changed({}, 'D1', -1)).toEqual({})
    expect(changed({ D1: 9 }, 'D1', 1)).toEqual({ D1: 9 })
  })

  it('costs the sum of its dishes', () => {
    const menu = [aDish({ code: 'D1', price_fen: 1250 }), aDish({ code: 'D2', price_fen: 300 })]
    expect(priceFen(chosen({ D2: 2, D1: 1 }, menu))).toBe(1850)
  })

  it('leaves out what is no longer on the menu', () => {
    expect(chosen({ D9: 1 }, [aDish({ code: 'D1' })])).toEqual([])
  })
})
