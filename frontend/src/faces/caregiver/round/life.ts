import type { Move, State } from '@/domain/states'

/** The state an order is in after each move a caregiver can make. */
const STATE_AFTER: Partial<Record<Move, State>> = {
  ACCEPT: 'ACCEPTED',
  DEPART: 'DEPARTED',
  CHECK_IN: 'CHECKED_IN',
  START_SERVICE: 'IN_SERVICE',
  CHECK_OUT: 'CHECKED_OUT',
  COMPLETE: 'COMPLETED',
  RETURN: 'CREATED',
  RAISE_EXCEPTION: 'EXCEPTION',
}

const NEXT_MOVE: Partial<Record<State, Move>> = {
  DISPATCHED: 'ACCEPT',
  ACCEPTED: 'DEPART',
  DEPARTED: 'CHECK_IN',
  CHECKED_IN: 'START_SERVICE',
  IN_SERVICE: 'CHECK_OUT',
  CHECKED_OUT: 'COMPLETE',
}

const BEFORE_THE_DOOR: readonly State[] = ['DISPATCHED', 'ACCEPTED', 'DEPARTED']

/** The one move that brings a visit forward from here; null when it is over or out of the caregiver's hands. */
export function nextMove(state: State): Move | null {
  return NEXT_MOVE[state] ?? null
}

/** The state after a move; the same state for a move that changes none. */
export function stateAfter(state: State, move: Move): State {
  return STATE_AFTER[move] ?? state
}

/** Whether this visit still asks something of the caregiver. */
export function isOpen(state: State): boolean {
  return state in NEXT_MOVE
}

/** Whether the caregiver has still to get there: the visit can be handed back, and can be late. */
export function isBeforeTheDoor(state: State): boolean {
  return BEFORE_THE_DOOR.includes(state)
}

const AT_THE_DOOR: readonly State[] = ['DEPARTED', 'CHECKED_IN']

/** Whether the caregiver may be standing before a door that nobody opens. */
export function isAtTheDoor(state: State): boolean {
  return AT_THE_DOOR.includes(state)
}
