import { expect, it } from 'vitest'

import { scaleFrom } from './axes'

it('shows the lowest share and draws its lines equally far apart up to 100', () => {
  for (let lowest = 0; lowest <= 100; lowest += 0.5) {
    const { min, interval } = scaleFrom(lowest)
    expect(min).toBeLessThanOrEqual(lowest)
    expect((100 - min) % interval).toBe(0)
    expect((100 - min) / interval).toBeLessThanOrEqual(5)
  }
})

it('begins no lower than it must', () => {
  expect(scaleFrom(95.2)).toEqual({ min: 95, interval: 1 })
  expect(scaleFrom(89.7)).toEqual({ min: 85, interval: 5 })
  expect(scaleFrom(64)).toEqual({ min: 60, interval: 10 })
})
