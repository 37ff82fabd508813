import type { Move, State } from '@/domain/states'

/** One change of one order. `seq` counts a station's changes without gaps. */
export interface FeedEvent {
  station: string
  elder?: string
  seq: number
  order: string
  version: number
  move: Move
  state: State
  at: string
}

export interface CaughtUp {
  station?: string
  elder?: string
  caught_up: number
}

export interface FeedRefusal {
  refused: string | null
  code: string
  head?: number
}

export type FeedMessage = FeedEvent | CaughtUp | FeedRefusal

/** Read one line of the feed; null for what this version of the pages does not know. */
export function readMessage(line: string): FeedMessage | null {
  try {
    const said: unknown = JSON.parse(line)
    if (typeof said !== 'object' || said === null) return null
    const known = 'seq' in said || 'caught_up' in said || 'refused' in said
    return known ? (said as FeedMessage) : null
  } catch {
    return null
  }
}
