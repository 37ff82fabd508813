import { expect, it } from 'vitest'

import { aCaregiver, anOrder, at } from '../testing/build'
import { linesMatching } from './matching'

const line = {
  caregiver: aCaregiver('C1', { name: '李思雨' }),
  shifts: [],
  stops: [
    { order: anOrder({ number: 'WO1' }), startsAt: at('11:00') },
    { order: anOrder({ number: 'WO2', elder: { number: 'E2', name: '赵**' } }), startsAt: at('12:00') },
  ],
}

it('keeps a found carer with the whole day, and of others only the stops that match', () => {
  expect(linesMatching([line], '思雨', 'zh-CN')[0]?.stops).toHaveLength(2)
  expect(linesMatching([line], '赵', 'zh-CN')[0]?.stops.map((stop) => stop.order.number)).toEqual(['WO2'])
  expect(linesMatching([line], 'health', 'en')[0]?.stops).toHaveLength(2)
  expect(linesMatching([line], 'nothing', 'en')).toEqual([])
  expect(linesMatching([line], ' ', 'en')).toEqual([line])
})
