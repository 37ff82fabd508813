import { expect, it } from 'vitest'

import { periodOf } from './periods'

it('ends before the day after the last', () => {
  expect(periodOf('today', '2026-11-23')).toEqual({ from: '2026-11-23', until: '2026-11-24' })
  expect(periodOf('yesterday', '2026-11-23')).toEqual({ from: '2026-11-22', until: '2026-11-23' })
  expect(periodOf('week', '2026-11-23')).toEqual({ from: '2026-11-17', until: '2026-11-24' })
  expect(periodOf('month', '2026-12-01')).toEqual({ from: '2026-11-02', until: '2026-12-02' })
})
