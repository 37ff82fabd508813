import { expect, it } from 'vitest'

import { anOrder } from '../testing/build'
import { withOrder } from './useDayOrders'

it('replaces an order by a newer self, never by an older one', () => {
  const known = anOrder({ version: 3, state: 'ACCEPTED' })
  expect(withOrder([known], anOrder({ version: 4, state: 'DEPARTED' }))[0]?.state).toBe('DEPARTED')
  expect(withOrder([known], anOrder({ version: 2, state: 'DISPATCHED' }))[0]?.state).toBe('ACCEPTED')
})

it('takes in an order that is new', () => {
  expect(withOrder([anOrder()], anOrder({ number: 'WO2' })).map((order) => order.number)).toEqual(['WO1', 'WO2'])
})
