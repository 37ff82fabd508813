import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'

import { asProblem } from '@/api/problem'
import { useSession } from '@/api/session'

const MOST_RETRIES = 2

/** A refusal stays a refusal; only a missing network is worth another try. */
export function isWorthARetry(failures: number, thrown: unknown): boolean {
  return asProblem(thrown).isUnreachable && failures < MOST_RETRIES
}

function noticeExpiry(thrown: unknown): void {
  if (asProblem(thrown).code === 'not_signed_in') useSession().expire()
}

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: noticeExpiry }),
    mutationCache: new MutationCache({ onError: noticeExpiry }),
    defaultOptions: {
      queries: { retry: isWorthARetry, staleTime: 10_000, refetchOnWindowFocus: true },
      // What cannot be sent now is refused now, not sent behind the person's back when the line is there again.
      mutations: { networkMode: 'always' },
    },
  })
