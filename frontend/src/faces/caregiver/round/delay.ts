/** The delays that a tablet offers, in minutes. */
export const DELAYS = [10, 20, 30, 60] as const

const MINUTE = 60_000

/** One answer to "when will you be there?". */
export interface Delay {
  minutes: number
  /** ISO 8601. */
  arrivesAt: string
  /** The start that was due is over by more than that: the minutes count from now on. */
  fromNow: boolean
}

/** What so many minutes of delay mean at this moment; the server counts the same way. */
export function delayOf(minutes: number, dueAt: string, now: Date): Delay {
  const late = Date.parse(dueAt) + minutes * MINUTE
  const fromNow = late <= now.getTime()
  return { minutes, arrivesAt: new Date(fromNow ? now.getTime() + minutes * MINUTE : late).toISOString(), fromNow }
}
