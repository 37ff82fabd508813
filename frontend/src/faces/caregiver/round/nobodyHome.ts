/** Nobody opens: what is done before it is reported, in this order. A missed meal may be a fall. */
export const NOBODY_HOME_STEPS = ['wait', 'ring', 'phone_elder', 'phone_family'] as const
export type NobodyHomeStep = (typeof NOBODY_HOME_STEPS)[number]

/** Steps done so far and when, ISO 8601. */
export type StepsDone = Partial<Record<NobodyHomeStep, string>>

/** The step to do now; null when all are done and the operator must be told. */
export function stepNow(done: StepsDone): NobodyHomeStep | null {
  return NOBODY_HOME_STEPS.find((step) => !(step in done)) ?? null
}
