import { expect, it } from 'vitest'

import type { AccuracyRow } from '@/api/oversight'

import { below, tooSmall, worstFirst } from './ranking'

const row = (key: string, rate: number | null, ranked: boolean): AccuracyRow => ({
  key, label: key, rate, ranked, population: ranked ? 100 : 5, accurate: 0, interval: null, first_fails: {}, criteria: {}, grades: {},
})
const rows = [row('good', 0.99, true), row('few', 0.2, false), row('poor', 0.9, true)]

it('compares only units with enough orders, the worst first', () => {
  expect(worstFirst(rows).map((one) => one.key)).toEqual(['poor', 'good', 'few'])
})

it('never blames a unit that is too small to compare', () => {
  expect(below(rows, 0.95).map((one) => one.key)).toEqual(['poor'])
  expect(below([row('none', null, true)], 0.95)).toEqual([])
})

it('counts those too small to compare, so that the answer does not pass over them', () => {
  expect(tooSmall(rows)).toBe(1)
})
