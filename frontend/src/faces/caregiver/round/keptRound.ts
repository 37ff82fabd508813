import Dexie, { type EntityTable } from 'dexie'

import type { WorkOrder } from '@/api/shapes'
import type { Day } from '@/domain/time'

/** A day's orders as they were last seen; names masked, as the server sends them. */
export interface SeenRound {
  account: string
  day: Day
  orders: WorkOrder[]
  /** When the server gave them, by the tablet's own clock, milliseconds since the epoch. */
  seenAt: number
}

class RoundDatabase extends Dexie {
  rounds!: EntityTable<SeenRound, 'account'>

  constructor(name: string) {
    super(name)
    this.version(1).stores({ rounds: 'account' })
  }
}

/** The last round seen on this tablet, for a day without signal. One a person; a new day replaces the old. */
export function openRounds(name = 'eldercare-rounds') {
  const database = new RoundDatabase(name)
  return {
    keep: async (seen: SeenRound): Promise<void> => {
      await database.rounds.put(seen)
    },
    of: async (account: string, day: Day): Promise<SeenRound | null> => {
      const kept = await database.rounds.get(account)
      return kept?.day === day ? kept : null
    },
  }
}
