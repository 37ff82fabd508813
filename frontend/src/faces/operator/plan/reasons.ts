import type { Reason } from '@/api/plans'

/** The same reason said once, with all the carers it holds for; in the order first given. */
export function reasonsByText(reasons: Reason[]): [string, string[]][] {
  const gathered = new Map<string, string[]>()
  for (const { text, caregiver } of reasons) {
    gathered.set(text, [...(gathered.get(text) ?? []), ...(caregiver ? [caregiver] : [])])
  }
  return [...gathered]
}
