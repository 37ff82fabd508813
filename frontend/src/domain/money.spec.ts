import { expect, it } from 'vitest'

import { yuan } from './money'

it('shows fen only where there are some, and never rounds them away', () => {
  expect(yuan(1800)).toBe('¥18')
  expect(yuan(1850)).toBe('¥18.50')
  expect(yuan(5)).toBe('¥0.05')
  expect(yuan(-350)).toBe('-¥3.50')
})
