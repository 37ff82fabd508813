import type { Phrase } from '@/domain/phrase'
import type { State } from '@/domain/states'

import type { Stop } from './entry'

type Happening = 'cancelled' | 'missed' | 'taken_away' | 'given_to_another' | 'exception' | 'further' | 'done'

const HAPPENED: Record<State, Happening> = {
  CREATED: 'taken_away',
  DISPATCHED: 'given_to_another',
  ACCEPTED: 'further',
  DEPARTED: 'further',
  CHECKED_IN: 'further',
  IN_SERVICE: 'further',
  CHECKED_OUT: 'further',
  COMPLETED: 'done',
  CALLED_BACK: 'done',
  EVALUATED: 'done',
  SETTLED: 'done',
  ARCHIVED: 'done',
  CANCELLED: 'cancelled',
  MISSED: 'missed',
  EXCEPTION: 'exception',
}

/** What happened to an order while a move waited, in plain words; null when the server only said no. */
export function conflictPhrase(stop: Stop): Phrase | null {
  if (stop.code === 'not_yours') return { key: 'caregiver.conflict.not_yours' }
  return stop.stateNow ? { key: `caregiver.conflict.${HAPPENED[stop.stateNow]}` } : null
}
