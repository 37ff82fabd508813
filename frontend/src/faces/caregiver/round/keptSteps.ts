import type { StepsDone } from './nobodyHome'

/** The steps done at a door that nobody opens: kept while the tablet sleeps or reloads, gone with the tab or once told. */
export function keptSteps(order: string) {
  const key = `nobody-home at ${order}`
  return {
    read: (): StepsDone => JSON.parse(sessionStorage.getItem(key) ?? '{}') as StepsDone,
    keep: (done: StepsDone): void => sessionStorage.setItem(key, JSON.stringify(done)),
    forget: (): void => sessionStorage.removeItem(key),
  }
}
