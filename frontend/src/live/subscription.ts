import type { CaughtUp, FeedEvent, FeedRefusal } from './messages'

/** What to follow: a station's every change, or only those of one elder. */
export type Topic = { station: string } | { elder: string }

/** Follow from now on: the page has just read, or is about to read, the state of things itself. */
export const FROM_NOW = Number.MAX_SAFE_INTEGER

export interface Listener {
  onEvent: (event: FeedEvent) => void
  /** Changes may have been missed in a way the feed cannot repair: read everything again. */
  onReread?: () => void
  onRefused?: (code: string) => void
}

export type Verdict = 'ok' | 'resume'

export const nameOf = (topic: Topic): string => ('station' in topic ? topic.station : topic.elder)

/** One topic's place in the log: delivers each change once, in order, and notices a gap. */
export class Subscription {
  constructor(
    readonly topic: Topic,
    private since: number,
    private readonly listener: Listener,
  ) {}

  request(): Record<string, string | number> {
    return { ...this.topic, since: this.since }
  }

  isAbout(message: FeedEvent | CaughtUp): boolean {
    if ('station' in this.topic) return !message.elder && message.station === this.topic.station
    return message.elder === this.topic.elder
  }

  hearEvent(event: FeedEvent): Verdict {
    if (event.seq <= this.since && this.since !== FROM_NOW) return 'ok' // heard before the break
    if (this.isGap(event.seq)) return 'resume'
    this.since = event.seq
    this.listener.onEvent(event)
    return 'ok'
  }

  hearCaughtUp(seq: number): Verdict {
    if ('elder' in this.topic) {
      this.since = seq
      return 'ok'
    }
    return seq > this.since ? 'resume' : 'ok'
  }

  /** A `since` beyond the log tells where the log ends; anything else is final. */
  hearRefusal(refusal: FeedRefusal): Verdict {
    if (refusal.code === 'since_in_future' && refusal.head !== undefined) {
      this.since = refusal.head
      this.listener.onReread?.()
      return 'resume'
    }
    this.listener.onRefused?.(refusal.code)
    return 'ok'
  }

  private isGap(seq: number): boolean {
    return 'station' in this.topic && this.since !== FROM_NOW && seq !== this.since + 1
  }
}
