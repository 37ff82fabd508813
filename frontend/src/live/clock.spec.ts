import { expect, it } from 'vitest'

import { cityTime } from './clock'

it('runs as fast as the server says', () => {
  const heard = { now: '2026-11-23T01:00:00Z', speed: 30 }
  expect(cityTime(heard, 2000).toISOString()).toBe('2026-11-23T01:01:00.000Z')
  expect(cityTime({ ...heard, speed: 1 }, 2000).toISOString()).toBe('2026-11-23T01:00:02.000Z')
})
