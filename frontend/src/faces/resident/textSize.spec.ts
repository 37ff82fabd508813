import { describe, expect, it } from 'vitest'

import { stepped, TEXT_SIZES, useTextSize } from './textSize'

describe('the size of the text', () => {
  it('reaches from 18 to 30 and stops at both ends', () => {
    expect([TEXT_SIZES[0], TEXT_SIZES.at(-1)]).toEqual([18, 30])
    expect(stepped(30, 1)).toBe(30)
    expect(stepped(18, -1)).toBe(18)
    expect(stepped(22, 1)).toBe(26)
  })

  it('is remembered on the device', () => {
    useTextSize().change(30)
    useTextSize().start(18)
    expect(document.documentElement.dataset.textSize).toBe('30')
  })

  it('does not take a remembered size that no longer exists', () => {
    localStorage.setItem('text-size', '4')
    useTextSize().start(22)
    expect(document.documentElement.dataset.textSize).toBe('22')
  })
})
