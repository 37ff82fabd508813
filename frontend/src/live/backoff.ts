const FIRST_MILLISECONDS = 500
const LONGEST_MILLISECONDS = 30_000

/** How long to wait before try number `failures` (1, 2, …): doubling, with half of it left to chance.

 Chance keeps a thousand tablets from knocking in the same second after a server comes back.
 */
export function backoffMilliseconds(failures: number, chance: number = Math.random()): number {
  const full = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.max(0, failures - 1))
  return Math.round(full * (0.5 + chance * 0.5))
}
