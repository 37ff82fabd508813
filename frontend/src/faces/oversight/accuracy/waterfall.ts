import { CRITERIA, type Counts, type Criterion } from '@/api/oversight'

/** One step down from all orders to the accurate ones. */
export interface Step {
  criterion: Criterion
  count: number
  /** Share of all orders lost here, 0 to 1. */
  share: number
  /** Share of all orders still accurate after this step. */
  left: number
}

/** The way from 100 % down to the rate: each failing order counted once, at its first failing criterion. */
export function waterfall(counts: Pick<Counts, 'population' | 'first_fails'>): Step[] {
  let failed = 0
  return CRITERIA.flatMap((criterion) => {
    const count = counts.first_fails[criterion] ?? 0
    if (count === 0 || counts.population === 0) return []
    failed += count
    return [{ criterion, count, share: count / counts.population, left: 1 - failed / counts.population }]
  })
}

/** How many orders failed first at a criterion. */
export type Loss = Pick<Step, 'criterion' | 'count'>

/** The criterion at which most orders fail first. */
export function mainReason(counts: Pick<Counts, 'first_fails'>): Loss | null {
  return CRITERIA.reduce<Loss | null>((worst, criterion) => {
    const count = counts.first_fails[criterion] ?? 0
    return count > (worst?.count ?? 0) ? { criterion, count } : worst
  }, null)
}

/** The orders that failed first at this criterion, as the waterfall counts them; null where none did. */
export function lossAt(counts: Pick<Counts, 'first_fails'>, criterion: Criterion): Loss | null {
  const count = counts.first_fails[criterion] ?? 0
  return count > 0 ? { criterion, count } : null
}
