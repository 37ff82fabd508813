import { expect, it } from 'vitest'

import { percent, percentInterval } from './rates'

it('shows a dash, not zero, where nothing was counted', () => {
  expect(percent(null)).toBe('—')
  expect(percent(0)).toBe('0.0 %')
  expect(percentInterval(null)).toBe('—')
})

it('shows rates and intervals to a tenth', () => {
  expect(percent(0.9824)).toBe('98.2 %')
  expect(percentInterval([0.961, 0.99])).toBe('96.1–99.0 %')
})
