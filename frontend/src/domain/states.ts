/** Where a work order is in its life; the server's own words. */
export const STATES = [
  'CREATED',
  'DISPATCHED',
  'ACCEPTED',
  'DEPARTED',
  'CHECKED_IN',
  'IN_SERVICE',
  'CHECKED_OUT',
  'COMPLETED',
  'CALLED_BACK',
  'EVALUATED',
  'SETTLED',
  'ARCHIVED',
  'CANCELLED',
  'MISSED',
  'EXCEPTION',
] as const
export type State = (typeof STATES)[number]

/** What can be done with a work order; the server's own words. */
export type Move =
  | 'CREATE'
  | 'DISPATCH'
  | 'ACCEPT'
  | 'DEPART'
  | 'CHECK_IN'
  | 'START_SERVICE'
  | 'CHECK_OUT'
  | 'COMPLETE'
  | 'CALL_BACK'
  | 'EVALUATE'
  | 'SETTLE'
  | 'ARCHIVE'
  | 'TRANSFER'
  | 'RETURN'
  | 'CANCEL'
  | 'MISS'
  | 'RAISE_EXCEPTION'
  | 'RESOLVE_EXCEPTION'
  | 'URGE'
  | 'REPORT_DELAY'
  | 'DECIDE_COMPLAINT'
  | 'REPORT_RESOLUTION'

/** What a state looks like: each has its own colour, shape and word. */
export type Mark = 'planned' | 'on_the_way' | 'in_service' | 'done' | 'late' | 'alarm' | 'off'

const MARKS: Record<State, Mark> = {
  CREATED: 'planned',
  DISPATCHED: 'planned',
  ACCEPTED: 'planned',
  DEPARTED: 'on_the_way',
  CHECKED_IN: 'in_service',
  IN_SERVICE: 'in_service',
  CHECKED_OUT: 'done',
  COMPLETED: 'done',
  CALLED_BACK: 'done',
  EVALUATED: 'done',
  SETTLED: 'done',
  ARCHIVED: 'done',
  CANCELLED: 'off',
  MISSED: 'off',
  EXCEPTION: 'alarm',
}

/** An order past its promise and not begun looks late, whatever it is waiting for. */
export function markOf(state: State, late: boolean): Mark {
  const mark = MARKS[state]
  return late && (mark === 'planned' || mark === 'on_the_way') ? 'late' : mark
}

export const isOpen = (state: State): boolean => !['done', 'off'].includes(MARKS[state])
