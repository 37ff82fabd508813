import { expect, it } from 'vitest'

import type { PlanBound as Known } from '@/api/plans'
import { mounted } from '@/ui/testing/mounting'

import PlanBound from './PlanBound.vue'

const bound = (different: Partial<Known>): Known => ({ proven: false, fewest_unserved: 0, cost: null, declined: '', ...different })
const said = (different: Partial<Known>, unserved: number): string[] =>
  mounted(PlanBound, { bound: bound(different), unserved })
    .findAll('li')
    .map((line) => line.text())

it('says that a plan is the best only where that is proven', () => {
  expect(said({ proven: true, cost: 7 }, 0)).toEqual([expect.stringContaining('已证明最优')])
  expect(said({ cost: 7, declined: 'breaks' }, 0)).toEqual([])
})

it('says how many visits no plan could place, and whether this one places all others', () => {
  expect(said({ fewest_unserved: 1 }, 3)).toEqual(['至少有 1 单任何排法都排不下。'])
  expect(said({ fewest_unserved: 3 }, 3)).toEqual([expect.stringContaining('已经排到最多')])
})

it('says nothing where nothing is certain', () => {
  expect(said({}, 2)).toEqual([])
})
