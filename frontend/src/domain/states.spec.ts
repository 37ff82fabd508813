import { describe, expect, it } from 'vitest'

import { isOpen, markOf, STATES } from './states'

describe('the mark of an order', () => {
  it('is late only before anybody has begun', () => {
    expect(markOf('DISPATCHED', true)).toBe('late')
    expect(markOf('DEPARTED', true)).toBe('late')
    expect(markOf('IN_SERVICE', true)).toBe('in_service')
    expect(markOf('COMPLETED', true)).toBe('done')
    expect(markOf('EXCEPTION', true)).toBe('alarm')
  })

  it('exists for every state', () => {
    for (const state of STATES) expect(markOf(state, false)).toBeTruthy()
  })
})

it('an order with a problem is still open, a cancelled one is not', () => {
  expect(isOpen('EXCEPTION')).toBe(true)
  expect(isOpen('CREATED')).toBe(true)
  expect(isOpen('CANCELLED')).toBe(false)
  expect(isOpen('CHECKED_OUT')).toBe(false)
})
