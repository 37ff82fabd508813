const FIRST_WAIT_MILLISECONDS = 1_000
const LONGEST_WAIT_MILLISECONDS = 60_000

/**
 * How long to wait after the given number of failed tries (from 1).
 *
 * Doubles up to a minute; `random` in [0, 1) takes off up to a half, so that
 * tablets which lost the same access point do not come back in one second.
 */
export function waitMilliseconds(attempts: number, random: number): number {
  const full = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (attempts - 1), LONGEST_WAIT_MILLISECONDS)
  return Math.round(full * (1 - random / 2))
}
