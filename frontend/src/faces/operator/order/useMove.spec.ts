import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { anOrder } from '../testing/build'
import { orderAsItIs } from './useMove'

it('finds the order as it is in the answer to the slower of two hands', () => {
  const order = anOrder({ state: 'CANCELLED' })
  expect(orderAsItIs(new Problem(409, 'moved_on', '', {}, { order }))).toEqual(order)
  expect(orderAsItIs(new Problem(422, 'wrong_input', ''))).toBeNull()
  expect(orderAsItIs(null)).toBeNull()
})
