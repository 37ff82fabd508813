import { expect, it } from 'vitest'

import { anOrder, assigned } from '../testing/build'
import { figuresOf } from './figures'

it('counts each order where it is, and cancelled ones nowhere', () => {
  const caregivers = [assigned()]
  expect(figuresOf([
    anOrder(),
    anOrder({ state: 'DISPATCHED', caregivers, late: true }),
    anOrder({ state: 'DEPARTED', caregivers }),
    anOrder({ state: 'IN_SERVICE', caregivers }),
    anOrder({ state: 'CHECKED_OUT', caregivers }),
    anOrder({ state: 'EXCEPTION', caregivers }),
    anOrder({ state: 'CANCELLED' }),
  ])).toEqual({ all: 6, done: 1, under_way: 2, unassigned: 1, late: 1, alarm: 1 })
})
