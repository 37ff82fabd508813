import { expect, it } from 'vitest'

import { lossAt, mainReason, waterfall } from './waterfall'

it('goes from all orders down to the rate exactly', () => {
  const steps = waterfall({ population: 200, first_fails: { C5: 6, C0: 4, C9: 0 } })
  expect(steps.map(({ criterion, count }) => [criterion, count])).toEqual([['C0', 4], ['C5', 6]])
  expect(steps.at(-1)?.left).toBe(0.95)
})

it('has no steps without orders or without failures', () => {
  expect(waterfall({ population: 0, first_fails: {} })).toEqual([])
  expect(mainReason({ first_fails: {} })).toBeNull()
})

it('names the criterion at which most fail', () => {
  expect(mainReason({ first_fails: { C1: 2, C4: 7 } })).toEqual({ criterion: 'C4', count: 7 })
})

it('tells of one criterion only what was lost at it', () => {
  expect(lossAt({ first_fails: { C0: 5, C6: 2 } }, 'C6')).toEqual({ criterion: 'C6', count: 2 })
  expect(lossAt({ first_fails: { C0: 5 } }, 'C6')).toBeNull()
})
