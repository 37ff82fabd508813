import type { MoveReason, WorkOrder } from '@/api/shapes'
import type { Move, State } from '@/domain/states'

import type { StepsDone } from '../round/nobodyHome'

/** How the tablet found its place; WGS-84, as browsers give it. */
export interface Fix {
  lat: number
  lon: number
  accuracy_meters: number
  datum: 'WGS84'
  /** A browser cannot tell a mocked fix from a true one, so it does not claim to. */
  mock: null
}

export type ProofKind = 'qr_code' | 'card' | 'pin' | 'none'

/** What comes with a move besides the move itself; the names are the server's. */
export interface MoveDetails {
  position?: Fix | null
  proof?: { kind: ProofKind; value: string }
  items_done?: { service: string; done: boolean }[]
  measurements?: Record<string, number>
  reason?: string
  reason_code?: MoveReason
  /** What was tried before a shut door, and when, ISO 8601. */
  tried?: StepsDone
  delay_minutes?: number
}

/** Why an entry stopped, in the terms of the answer that stopped it. */
export interface Stop {
  code: string
  /** The server's sentence, already in the person's language; empty when it gave none. */
  sentence: string
  /** The order as the server had it; null when it did not say. */
  stateNow: State | null
  versionNow: number | null
  /** Whether the same move may still be made on the order as it is now. */
  stillAllowed: boolean
}

/** One move a caregiver made, kept on the tablet until the server has answered it. */
export interface OutboxEntry {
  /** The client-made UUID. It never changes: it is what makes a retry harmless. */
  command: string
  /** Counts up as moves are made; entries are sent in this order. */
  position: number
  /** Username of who made the move; a shared tablet never sends one person's moves as another's. */
  account: string
  order: string
  /** How the order is called on the screen, for when it is no longer in the round. */
  service: { name_zh: string; name_en: string }
  elderName: string
  move: Move
  /** The order's version and state the person was looking at. */
  seen: number
  stateSeen: State
  /** When it happened, ISO 8601, by the served clock. */
  happenedAt: string
  details: MoveDetails
  attempts: number
  /** Earliest next try, milliseconds since the epoch by the tablet's own clock. */
  notBefore: number
  stop: Stop | null
}

/** What the person did, before it gets its UUID and place in the queue. */
export interface MoveMade {
  order: WorkOrder
  move: Move
  happenedAt: string
  details: MoveDetails
}
