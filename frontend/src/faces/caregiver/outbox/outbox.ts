import type { WorkOrder } from '@/api/shapes'

import type { Answer } from './answer'
import type { MoveMade, OutboxEntry } from './entry'
import { afterMovedOn, nextTryAt, postponed, ready, rebased, refused, sentAgain } from './queue'
import type { OutboxStorage } from './storage'

/** What the outbox needs from outside; a test gives its own. */
export interface OutboxSurroundings {
  storage: OutboxStorage
  send(entry: OutboxEntry): Promise<Answer>
  /** The tablet's own clock, milliseconds since the epoch. */
  now(): number
  random(): number
  newCommand(): string
  /** Calls back after a wait; returns what cancels it. */
  later(milliseconds: number, call: () => void): () => void
  onChange(entries: OutboxEntry[]): void
  onAccepted(order: WorkOrder): void
  onSignedOut(): void
}

/** How a pass ended: nothing more is due, nobody hears us before an instant, or we must sign in first. */
type PassEnd = { kind: 'done' } | { kind: 'unheard'; until: number } | { kind: 'signed_out' }

/** Keeps each move of one account until the server has answered it, and sends them in order. */
export class Outbox {
  private running: Promise<void> | null = null
  private askedAgain = false
  private forgetWaits = false
  private cancelTimer: () => void = () => undefined

  constructor(
    private readonly account: string,
    private readonly outside: OutboxSurroundings,
  ) {}

  entries(): Promise<OutboxEntry[]> {
    return this.outside.storage.of(this.account)
  }

  /** Writes the move down, then starts sending; resolves once it is safely kept, sent or not. */
  async add(made: MoveMade): Promise<OutboxEntry> {
    const entry = await this.outside.storage.append({
      command: this.outside.newCommand(),
      account: this.account,
      order: made.order.number,
      service: { name_zh: made.order.service.name_zh, name_en: made.order.service.name_en },
      elderName: made.order.elder.name,
      move: made.move,
      seen: made.order.version,
      stateSeen: made.order.state,
      happenedAt: made.happenedAt,
      details: made.details,
      attempts: 0,
      notBefore: 0,
      stop: null,
    })
    await this.tell()
    void this.flush()
    return entry
  }

  /** Tries what is due; calls made meanwhile join the running pass. `atOnce` forgets the waits: the network is back. */
  flush({ atOnce = false }: { atOnce?: boolean } = {}): Promise<void> {
    this.askedAgain = true
    this.forgetWaits ||= atOnce
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  async sendAgain(entry: OutboxEntry): Promise<void> {
    await this.outside.storage.keep(sentAgain(entry))
    await this.tell()
    await this.flush()
  }

  /** Gives up an entry and those made after it on the same order, which were built upon it. */
  async giveUp(entry: OutboxEntry): Promise<void> {
    const built = (await this.entries()).filter(
      (other) => other.order === entry.order && other.position >= entry.position,
    )
    await this.outside.storage.drop(built.map((other) => other.command))
    await this.tell()
  }

  /** Stops trying until the next call; nothing kept is lost. */
  rest(): void {
    this.cancelTimer()
  }

  private async run(): Promise<void> {
    let end: PassEnd = { kind: 'done' }
    while (this.askedAgain && (end.kind === 'done' || this.forgetWaits)) {
      this.askedAgain = false
      if (this.forgetWaits) await this.clearWaits()
      end = await this.pass()
    }
    await this.sleep(end)
  }

  /** Sends until nothing is due or going on is pointless. */
  private async pass(): Promise<PassEnd> {
    for (;;) {
      const [entry] = ready(await this.entries(), this.outside.now())
      if (!entry) return { kind: 'done' }
      const end = await this.digest(entry, await this.outside.send(entry))
      await this.tell()
      if (end) return end
    }
  }

  private async digest(entry: OutboxEntry, answer: Answer): Promise<PassEnd | null> {
    if (answer.kind === 'signed_out') {
      this.outside.onSignedOut()
      return { kind: 'signed_out' }
    }
    if (answer.kind === 'accepted') {
      await this.finish(entry, answer.order)
      return null
    }
    const after = this.entryAfter(entry, answer)
    await this.outside.storage.keep(after)
    return answer.kind === 'unheard' ? { kind: 'unheard', until: after.notBefore } : null
  }

  private entryAfter(entry: OutboxEntry, answer: Exclude<Answer, { kind: 'accepted' | 'signed_out' }>): OutboxEntry {
    switch (answer.kind) {
      case 'moved_on':
        return afterMovedOn(entry, answer.order, answer.sentence)
      case 'refused':
        return refused(entry, answer)
      case 'busy':
      case 'unheard':
        return postponed(entry, this.outside.now(), this.outside.random())
    }
  }

  private async finish(entry: OutboxEntry, order: WorkOrder): Promise<void> {
    const following = rebased(await this.entries(), entry, order)
    // The follower first: if the tablet dies between the two, this entry is sent twice, which has one effect.
    if (following) await this.outside.storage.keep(following)
    await this.outside.storage.drop([entry.command])
    this.outside.onAccepted(order)
  }

  private async clearWaits(): Promise<void> {
    this.forgetWaits = false
    for (const entry of await this.entries()) {
      if (entry.notBefore > 0) await this.outside.storage.keep({ ...entry, notBefore: 0 })
    }
  }

  private async sleep(end: PassEnd): Promise<void> {
    this.cancelTimer()
    const at = nextTryAt(await this.entries())
    if (at === null || end.kind === 'signed_out') return
    const until = end.kind === 'unheard' ? Math.max(end.until, at) : at
    this.cancelTimer = this.outside.later(Math.max(until - this.outside.now(), 0), () => void this.flush())
  }

  private async tell(): Promise<void> {
    this.outside.onChange(await this.entries())
  }
}
