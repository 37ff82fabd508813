import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { changedCarers, changedOrders } from './changed'

it('lists what changed since the plan was made, and nothing for other refusals', () => {
  const changed = [{ order: 'WO1', was: 1, is: 2 }]
  expect(changedOrders(new Problem(409, 'orders_changed', '', {}, { changed }))).toEqual(changed)
  expect(changedOrders(new Problem(409, 'shifts_changed', ''))).toEqual([])
  expect(changedOrders(null)).toEqual([])
})

it('names the carers whose shifts changed, and nobody for other refusals', () => {
  expect(changedCarers(new Problem(409, 'shifts_changed', '', {}, { caregivers: ['C1'] }))).toEqual(['C1'])
  expect(changedCarers(new Problem(409, 'orders_changed', '', {}, { changed: [] }))).toEqual([])
})
