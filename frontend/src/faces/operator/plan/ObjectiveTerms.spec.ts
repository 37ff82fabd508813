import { expect, it } from 'vitest'

import { mounted } from '@/ui/testing/mounting'

import ObjectiveTerms from './ObjectiveTerms.vue'

const TERMS = [
  'unserved',
  'broken_promises',
  'lateness',
  'largest_lateness',
  'wishes',
  'continuity',
  'travel',
  'waiting',
  'largest_idle',
  'missed_breaks',
  'fairness',
  'overtime',
]

it('names everything a plan is judged by in the words of the dispatcher', () => {
  const terms = mounted(ObjectiveTerms, { objective: Object.fromEntries(TERMS.map((term) => [term, 0])) })
  const names = terms.findAll('dt').map((name) => name.text())
  expect(names).toHaveLength(TERMS.length)
  expect(names.filter((name) => /[a-z]/i.test(name))).toEqual([])
})

it('tells lengths of time as lengths and the rest as numbers', () => {
  const terms = mounted(ObjectiveTerms, { objective: { unserved: 5, travel: 8886 } })
  expect(terms.findAll('dd').map((value) => value.text())).toEqual(['5', '2 小时 28 分钟'])
})
