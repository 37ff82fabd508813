import Dexie, { type EntityTable } from 'dexie'

import type { OutboxEntry } from './entry'

/** Where unsent moves are kept; the tablet's database, so that they outlive a reload or an empty battery. */
export interface OutboxStorage {
  of(account: string): Promise<OutboxEntry[]>
  countOfOthers(account: string): Promise<number>
  /** Gives the entry the next position, after everything kept so far. */
  append(entry: Omit<OutboxEntry, 'position'>): Promise<OutboxEntry>
  keep(entry: OutboxEntry): Promise<void>
  drop(commands: readonly string[]): Promise<void>
}

class OutboxDatabase extends Dexie {
  entries!: EntityTable<OutboxEntry, 'command'>

  constructor(name: string) {
    super(name)
    this.version(1).stores({ entries: 'command, position, account' })
  }
}

/** Opens the outbox in IndexedDB. */
export function openStorage(name = 'eldercare-outbox'): OutboxStorage {
  const database = new OutboxDatabase(name)
  return {
    of: (account) => database.entries.where({ account }).sortBy('position'),
    countOfOthers: (account) => database.entries.where('account').notEqual(account).count(),
    append: (entry) =>
      database.transaction('rw', database.entries, async () => {
        const last = await database.entries.orderBy('position').last()
        const placed = { ...entry, position: (last?.position ?? 0) + 1 }
        await database.entries.add(placed)
        return placed
      }),
    keep: async (entry) => {
      await database.entries.put(entry)
    },
    drop: (commands) => database.entries.bulkDelete([...commands]),
  }
}
