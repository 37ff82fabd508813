import { expect, it } from 'vitest'

import { asProblem, Problem, problemOf } from './problem'

it('keeps the sentence, the fields and the facts of a refusal', () => {
  const problem = problemOf(409, { code: 'moved_on', title: '已变化', fields: { seen: '旧' }, order: { number: 'WO1' } })
  expect([problem.status, problem.code, problem.title]).toEqual([409, 'moved_on', '已变化'])
  expect(problem.fields).toEqual({ seen: '旧' })
  expect(problem.facts.order).toEqual({ number: 'WO1' })
})

it('makes a problem even of a page of HTML', () => {
  expect(problemOf(502, null)).toMatchObject({ status: 502, code: 'server_fault', title: '' })
})

it('never loses what was thrown', () => {
  const unreachable = Problem.unreachable()
  expect(asProblem(unreachable)).toBe(unreachable)
  expect(asProblem(new TypeError('x')).code).toBe('page_fault')
})
