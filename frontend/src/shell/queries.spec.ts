import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { isWorthARetry } from './queries'

it('asks again only when nothing came back, and not for ever', () => {
  expect(isWorthARetry(0, Problem.unreachable())).toBe(true)
  expect(isWorthARetry(2, Problem.unreachable())).toBe(false)
  expect(isWorthARetry(0, new Problem(403, 'not_yours', ''))).toBe(false)
})
