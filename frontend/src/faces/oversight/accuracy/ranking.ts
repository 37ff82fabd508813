import type { AccuracyRow } from '@/api/oversight'

/** Worst first among those large enough to compare; the others after them, by name. */
export function worstFirst(rows: AccuracyRow[]): AccuracyRow[] {
  const ranked = rows.filter((row) => row.ranked).sort((one, other) => (one.rate ?? 1) - (other.rate ?? 1))
  const others = rows.filter((row) => !row.ranked).sort((one, other) => one.label.localeCompare(other.label))
  return [...ranked, ...others]
}

/** Those compared and found below the threshold (0 to 1). */
export const below = (rows: AccuracyRow[], threshold: number): AccuracyRow[] =>
  rows.filter((row) => row.ranked && row.rate !== null && row.rate < threshold)

/** How many are too small to be compared. */
export const tooSmall = (rows: AccuracyRow[]): number => rows.filter((row) => !row.ranked).length
