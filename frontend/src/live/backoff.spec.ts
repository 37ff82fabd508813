import { expect, it } from 'vitest'

import { backoffMilliseconds } from './backoff'

it('doubles, up to half a minute', () => {
  const waits = [1, 2, 3, 4, 20].map((failures) => backoffMilliseconds(failures, 1))
  expect(waits).toEqual([500, 1000, 2000, 4000, 30_000])
})

it('leaves half of the wait to chance', () => {
  expect(backoffMilliseconds(3, 0)).toBe(1000)
  expect(backoffMilliseconds(3, 0.5)).toBe(1500)
})
