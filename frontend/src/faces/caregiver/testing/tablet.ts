import type { WorkOrder } from '@/api/shapes'

import type { Answer } from '../outbox/answer'
import type { OutboxEntry } from '../outbox/entry'
import { Outbox } from '../outbox/outbox'
import { openStorage, type OutboxStorage } from '../outbox/storage'
import { anOrder } from './builders'

export const HAPPENED = '2026-11-23T09:05:00+08:00'
export const offline: Answer = { kind: 'unheard' }

/** A tablet with a real IndexedDB, a hand-turned clock and a server that answers what it is told. */
export class Tablet {
  clock = 1_000_000
  shown: OutboxEntry[] = []
  accepted: WorkOrder[] = []
  signedOut = 0
  sent: OutboxEntry[] = []
  answers: ((entry: OutboxEntry) => Answer)[] = []
  alarm: { at: number; call: () => void } | null = null
  private made = 0
  private readonly database = `tablet-${String(Math.random())}`

  start(account = 'li'): Outbox {
    return new Outbox(account, {
      storage: this.storage(),
      send: (entry) => {
        this.sent.push(entry)
        return Promise.resolve(this.answers.shift()?.(entry) ?? acceptedAnswer(entry))
      },
      now: () => this.clock,
      random: () => 0,
      newCommand: () => `command-${String(++this.made)}`,
      later: (wait, call) => {
        const alarm = { at: this.clock + wait, call }
        this.alarm = alarm
        return () => {
          if (this.alarm === alarm) this.alarm = null
        }
      },
      onChange: (entries) => (this.shown = entries),
      onAccepted: (order) => this.accepted.push(order),
      onSignedOut: () => this.signedOut++,
    })
  }

  storage(): OutboxStorage {
    return openStorage(this.database)
  }

  answer(...answers: Answer[]): void {
    this.answers = answers.map((answer) => () => answer)
  }

  commands(): string[] {
    return this.sent.map((entry) => entry.command)
  }

  /** Turns the clock to the next alarm and lets it ring. */
  async ring(outbox: Outbox): Promise<void> {
    const { alarm } = this
    if (!alarm) throw new Error('nothing is due')
    this.alarm = null
    this.clock = alarm.at
    alarm.call()
    await outbox.flush()
  }
}

const acceptedAnswer = (entry: OutboxEntry): Answer => ({
  kind: 'accepted',
  order: anOrder({ number: entry.order, version: entry.seen + 1 }),
})

/** Makes a move and waits for the try that follows it. */
export async function made(outbox: Outbox, order: Partial<WorkOrder>, move: OutboxEntry['move']): Promise<OutboxEntry> {
  const entry = await outbox.add({ order: anOrder(order), move, happenedAt: HAPPENED, details: {} })
  await outbox.flush()
  return entry
}
