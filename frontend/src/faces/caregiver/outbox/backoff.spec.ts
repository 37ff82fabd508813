import { describe, expect, it } from 'vitest'

import { waitMilliseconds } from './backoff'

describe('the wait between tries', () => {
  it('doubles with each failed try', () => {
    expect([1, 2, 3, 4].map((attempts) => waitMilliseconds(attempts, 0))).toEqual([1000, 2000, 4000, 8000])
  })

  it('never grows beyond a minute, however long the tablet was offline', () => {
    expect(waitMilliseconds(7, 0)).toBe(60_000)
    expect(waitMilliseconds(5000, 0)).toBe(60_000)
  })

  it('spreads tablets over half of the wait', () => {
    expect(waitMilliseconds(4, 0.999)).toBeLessThan(waitMilliseconds(4, 0))
    expect(waitMilliseconds(4, 0.999)).toBeGreaterThanOrEqual(4000)
  })
})
