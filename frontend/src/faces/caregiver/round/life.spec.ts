import { describe, expect, it } from 'vitest'

import type { Move, State } from '@/domain/states'

import { isAtTheDoor, isOpen, isBeforeTheDoor, nextMove, stateAfter } from './life'

describe("a visit, from the caregiver's side", () => {
  it('goes from given to completed, one move at a time', () => {
    const moves: Move[] = []
    let state: State = 'DISPATCHED'
    for (let move = nextMove(state); move; move = nextMove(state)) {
      moves.push(move)
      state = stateAfter(state, move)
    }
    expect(moves).toEqual(['ACCEPT', 'DEPART', 'CHECK_IN', 'START_SERVICE', 'CHECK_OUT', 'COMPLETE'])
    expect(state).toBe('COMPLETED')
  })

  it('stays where it is after a move that changes no state', () => {
    expect(stateAfter('DEPARTED', 'REPORT_DELAY')).toBe('DEPARTED')
  })

  it('can be handed back before the door, not after it', () => {
    expect(['DISPATCHED', 'DEPARTED', 'CHECKED_IN', 'IN_SERVICE'].map((state) => isBeforeTheDoor(state as State))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('asks nothing more once it is over or in the hands of the station', () => {
    expect(['COMPLETED', 'CANCELLED', 'EXCEPTION'].some((state) => isOpen(state as State))).toBe(false)
    expect(isAtTheDoor('IN_SERVICE')).toBe(false)
  })
})
