import { describe, expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { anOrder } from '../testing/builders'
import { answerTo } from './answer'

const refusing = (problem: Problem) => () => Promise.reject(problem)
const notAsked = () => Promise.reject(new Error('the order should not have been read'))

describe('the answer to a sent move', () => {
  it('is accepted when the order comes back', async () => {
    const order = anOrder({ version: 3 })
    expect(await answerTo(() => Promise.resolve(order), notAsked)).toEqual({ kind: 'accepted', order })
  })

  it('is not believed when a guest network answers with its own page', async () => {
    expect(await answerTo(() => Promise.resolve(null), notAsked)).toEqual({ kind: 'unheard' })
  })

  it('tells a missing network from a server that is busy', async () => {
    expect((await answerTo(refusing(Problem.unreachable()), notAsked)).kind).toBe('unheard')
    expect((await answerTo(refusing(new Problem(503, 'broken', '')), notAsked)).kind).toBe('busy')
    expect((await answerTo(refusing(new Problem(429, 'throttled', '')), notAsked)).kind).toBe('busy')
  })

  it('brings the order as it is when it moved on', async () => {
    const order = anOrder({ state: 'CANCELLED' })
    const answer = await answerTo(refusing(new Problem(409, 'moved_on', '已变化', {}, { order })), notAsked)
    expect(answer).toEqual({ kind: 'moved_on', order, sentence: '已变化' })
  })

  it('keeps the whole sentence of a refusal, fields included', async () => {
    const problem = new Problem(422, 'wrong_input', '请修改。', { reason: '请写明原因。' })
    expect(await answerTo(refusing(problem), notAsked)).toEqual({
      kind: 'refused',
      code: 'wrong_input',
      sentence: '请修改。 请写明原因。',
    })
  })

  it('asks to sign in again when the session or its token ran out', async () => {
    expect((await answerTo(refusing(new Problem(401, 'not_signed_in', '')), notAsked)).kind).toBe('signed_out')
    expect((await answerTo(refusing(new Problem(403, 'csrf', '')), notAsked)).kind).toBe('signed_out')
  })

  it('treats a fault of the page itself as something to try again', async () => {
    expect((await answerTo(refusing(new TypeError('x') as never), notAsked)).kind).toBe('busy')
  })

  it('tells what happened to an order that is not the caregiver\'s any more', async () => {
    const notYours = refusing(new Problem(403, 'not_yours', '不是您的。'))
    const order = anOrder({ state: 'CANCELLED', allowed_moves: [] })
    expect(await answerTo(notYours, () => Promise.resolve(order))).toMatchObject({ kind: 'moved_on', order })
    expect(await answerTo(notYours, notAsked)).toMatchObject({ kind: 'refused', code: 'not_yours' })
  })
})
