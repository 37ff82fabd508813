import type { Reason } from '@/api/plans'

/** A sentence that holds for several carers; `carers` are numbers. */
export interface SharedReason {
  before: string
  after: string
  carers: string[]
}

/** The sentence split where it names its carer; whole when it names nobody. */
function split({ text, caregiver }: Reason): [string, string] {
  const at = caregiver ? text.indexOf(caregiver) : -1
  return at < 0 || !caregiver ? [text, ''] : [text.slice(0, at), text.slice(at + caregiver.length)]
}

/** The same reason said once, with all the carers it holds for; in the order first given. */
export function sharedReasons(reasons: Reason[]): SharedReason[] {
  const gathered = new Map<string, SharedReason>()
  for (const reason of reasons) {
    const [before, after] = split(reason)
    const shared = gathered.get(`${before}|${after}`) ?? { before, after, carers: [] }
    if (reason.caregiver && after) shared.carers.push(reason.caregiver)
    gathered.set(`${before}|${after}`, shared)
  }
  return [...gathered.values()]
}
