import type { State } from '@/domain/states'

/** What an elder follows, in the order it happens. */
export const STEPS = ['arranged', 'on_the_way', 'at_the_door', 'done'] as const
export type Step = (typeof STEPS)[number]

const REACHED: Partial<Record<State, Step>> = {
  DISPATCHED: 'arranged',
  ACCEPTED: 'arranged',
  DEPARTED: 'on_the_way',
  CHECKED_IN: 'at_the_door',
  IN_SERVICE: 'at_the_door',
  CHECKED_OUT: 'done',
  COMPLETED: 'done',
  CALLED_BACK: 'done',
  EVALUATED: 'done',
  SETTLED: 'done',
  ARCHIVED: 'done',
}

/** How many of the steps are reached, 0 to 4. */
export function stepsReached(state: State): number {
  const step = REACHED[state]
  return step ? STEPS.indexOf(step) + 1 : 0
}

const OFF_THE_WAY: readonly State[] = ['CANCELLED', 'MISSED', 'EXCEPTION']

/** Whether the steps still say something: what was cancelled or went wrong is on none of them. */
export const isFollowed = (state: State): boolean => !OFF_THE_WAY.includes(state)
