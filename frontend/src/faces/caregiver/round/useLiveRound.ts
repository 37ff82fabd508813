import { onScopeDispose } from 'vue'

import { useSession } from '@/api/session'
import type { Move } from '@/domain/states'
import type { FeedEvent } from '@/live/messages'
import { useFeed } from '@/live/useFeed'

import { useRoundUpdates } from './useRound'

const TOGETHER_MILLISECONDS = 500
/** Moves by which an order may come to this caregiver. */
const MAY_BE_NEW: ReadonlySet<Move> = new Set(['DISPATCH', 'TRANSFER'])

/** Follows the station and reads the round again when one of its orders may have changed; used once, by the face. */
export function useLiveRound(): void {
  const session = useSession()
  const { knows, reread } = useRoundUpdates()
  let timer: ReturnType<typeof setTimeout> | null = null

  // A published plan is a hundred changes in a second; one reading is enough.
  function soon(): void {
    timer ??= setTimeout(() => {
      timer = null
      void reread()
    }, TOGETHER_MILLISECONDS)
  }

  function hear(event: FeedEvent): void {
    if (knows(event.order) || MAY_BE_NEW.has(event.move)) soon()
  }

  useFeed(() => (session.me?.station ? [{ station: session.me.station.code }] : []), { onEvent: hear, onReread: soon })
  onScopeDispose(() => {
    if (timer) clearTimeout(timer)
  })
}
