import type { WorkOrder } from '@/api/shapes'

import type { Answer } from './answer'
import { waitMilliseconds } from './backoff'
import type { OutboxEntry, Stop } from './entry'

/** The entries that may be tried now: each order's first, if it neither stopped nor waits. */
export function ready(entries: readonly OutboxEntry[], now: number): OutboxEntry[] {
  return firstOfEachOrder(entries).filter((entry) => entry.stop === null && entry.notBefore <= now)
}

/** The instant of the next try, or null when nothing waits for one. */
export function nextTryAt(entries: readonly OutboxEntry[]): number | null {
  const waits = firstOfEachOrder(entries)
    .filter((entry) => entry.stop === null)
    .map((entry) => entry.notBefore)
  return waits.length ? Math.min(...waits) : null
}

/** Whether an entry waits behind a stopped one of the same order, upon which it was built. */
export function isHeld(entries: readonly OutboxEntry[], entry: OutboxEntry): boolean {
  return entries.some((other) => other.order === entry.order && other.position < entry.position && other.stop !== null)
}

function firstOfEachOrder(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const inOrder = [...entries].sort((one, other) => one.position - other.position)
  const first = new Map<string, OutboxEntry>()
  for (const entry of inOrder) if (!first.has(entry.order)) first.set(entry.order, entry)
  return [...first.values()]
}

/** The next entry of the same order, told the version our own move has just made. */
export function rebased(entries: readonly OutboxEntry[], done: OutboxEntry, order: WorkOrder): OutboxEntry | null {
  const following = entries
    .filter((entry) => entry.order === done.order && entry.position > done.position)
    .sort((one, other) => one.position - other.position)[0]
  return following ? { ...following, seen: order.version, stateSeen: order.state } : null
}

/**
 * The entry after an order was found changed.
 *
 * Somebody urging leaves the state as we saw it and our move open: what the caregiver did stands,
 * so it goes again on the new version. Anything else stops and is shown.
 */
export function afterMovedOn(entry: OutboxEntry, order: WorkOrder, sentence: string): OutboxEntry {
  const stillAllowed = order.allowed_moves.includes(entry.move)
  if (stillAllowed && order.state === entry.stateSeen && order.version !== entry.seen) {
    return { ...entry, seen: order.version }
  }
  const stop: Stop = {
    code: 'moved_on',
    sentence,
    stateNow: order.state,
    versionNow: order.version,
    stillAllowed,
  }
  return { ...entry, stop }
}

/** The entry after a try that was not heard or could not be answered now. */
export function postponed(entry: OutboxEntry, now: number, random: number): OutboxEntry {
  const attempts = entry.attempts + 1
  return { ...entry, attempts, notBefore: now + waitMilliseconds(attempts, random) }
}

/** The entry after the server said no. */
export function refused(entry: OutboxEntry, answer: Extract<Answer, { kind: 'refused' }>): OutboxEntry {
  const stop: Stop = {
    code: answer.code,
    sentence: answer.sentence,
    stateNow: null,
    versionNow: null,
    stillAllowed: answer.code !== 'not_yours',
  }
  return { ...entry, stop }
}

/** A stopped entry that the person wants sent all the same, on the order as it is now. */
export function sentAgain(entry: OutboxEntry): OutboxEntry {
  const { stop } = entry
  if (!stop) return entry
  return {
    ...entry,
    seen: stop.versionNow ?? entry.seen,
    stateSeen: stop.stateNow ?? entry.stateSeen,
    notBefore: 0,
    stop: null,
  }
}
