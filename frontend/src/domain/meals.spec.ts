import { expect, it } from 'vitest'

import { mealTimeOf } from './meals'

it('tells lunch from supper by when a meal is brought, whatever offset it is written in', () => {
  expect(mealTimeOf('2026-11-23T11:45:00+08:00')).toBe('lunch')
  expect(mealTimeOf('2026-11-23T14:59:00+08:00')).toBe('lunch')
  expect(mealTimeOf('2026-11-23T15:00:00+08:00')).toBe('supper')
  expect(mealTimeOf('2026-11-23T09:00:00Z')).toBe('supper')
})
