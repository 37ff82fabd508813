import { describe, expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { anOrder } from '../testing/builders'
import { answerTo } from './answer'

const refusing = (problem: Problem) => () => Promise.reject(problem)

describe('the answer to a sent move', () => {
  it('is accepted when the order comes back', async () => {
    const order = anOrder({ version: 3 })
    expect(await answerTo(() => Promise.resolve(order))).toEqual({ kind: 'accepted', order })
  })

  it('is not believed when a guest network answers with its own page', async () => {
    expect(await answerTo(() => Promise.resolve(null))).toEqual({ kind: 'unheard' })
  })

  it('tells a missing network from a server that is busy', async () => {
    expect((await answerTo(refusing(Problem.unreachable()))).kind).toBe('unheard')
    expect((await answerTo(refusing(new Problem(503, 'broken', '')))).kind).toBe('busy')
    expect((await answerTo(refusing(new Problem(429, 'throttled', '')))).kind).toBe('busy')
  })

  it('brings the order as it is when it moved on', async () => {
    const order = anOrder({ state: 'CANCELLED' })
    const answer = await answerTo(refusing(new Problem(409, 'moved_on', '已变化', {}, { order })))
    expect(answer).toEqual({ kind: 'moved_on', order, sentence: '已变化' })
  })

  it('keeps the whole sentence of a refusal, fields included', async () => {
    const problem = new Problem(422, 'wrong_input', '请修改。', { reason: '请写明原因。' })
    expect(await answerTo(refusing(problem))).toEqual({
      kind: 'refused',
      code: 'wrong_input',
      sentence: '请修改。 请写明原因。',
    })
  })

  it('asks to sign in again when the session or its token ran out', async () => {
    expect((await answerTo(refusing(new Problem(401, 'not_signed_in', '')))).kind).toBe('signed_out')
    expect((await answerTo(refusing(new Problem(403, 'csrf', '')))).kind).toBe('signed_out')
  })

  it('treats a fault of the page itself as something to try again', async () => {
    expect((await answerTo(refusing(new TypeError('x') as never))).kind).toBe('busy')
  })
})
