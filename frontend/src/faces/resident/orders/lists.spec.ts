import { describe, expect, it } from 'vitest'

import { anOrder } from '../testing/builders'
import { coming, past, toRate } from './lists'
import { isFollowed, stepsReached } from './steps'

const soon = anOrder({ number: 'soon' })
const later = anOrder({ number: 'later', window_from: '2026-11-25T11:00:00+08:00' })
const done = anOrder({ number: 'done', state: 'COMPLETED', allowed_moves: ['EVALUATE'] })
const older = anOrder({ number: 'older', state: 'EVALUATED', window_from: '2026-11-01T11:00:00+08:00' })

describe("an elder's orders", () => {
  it('show what comes, soonest first', () => {
    expect(coming([later, done, soon]).map(({ number }) => number)).toEqual(['soon', 'later'])
  })

  it('show what is over, latest first', () => {
    expect(past([older, soon, done]).map(({ number }) => number)).toEqual(['done', 'older'])
  })

  it('ask to rate only what the server lets them rate', () => {
    expect(toRate([older, done]).map(({ number }) => number)).toEqual(['done'])
  })
})

describe('the steps an elder follows', () => {
  it('grow from nothing to all four', () => {
    expect((['CREATED', 'ACCEPTED', 'DEPARTED', 'IN_SERVICE', 'EVALUATED'] as const).map(stepsReached)).toEqual([
      0, 1, 2, 3, 4,
    ])
  })

  it('are not shown for what was cancelled', () => {
    expect([isFollowed('CREATED'), isFollowed('CANCELLED')]).toEqual([true, false])
  })
})
