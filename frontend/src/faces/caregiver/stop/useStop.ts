import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import type { Move } from '@/domain/states'
import { useClock } from '@/live/clock'

import type { MoveDetails } from '../outbox/entry'
import { useOutbox } from '../outbox/useOutbox'
import type { Stop } from '../round/round'
import { useRound } from '../round/useRound'

/** The stop named in the address. */
export function useStop() {
  const route = useRoute()
  const round = useRound()
  const number = computed(() => String(route.params.number))
  const stop = computed(() => round.stops.value.find((one) => one.order.number === number.value) ?? null)
  return { ...round, stop }
}

/** Makes a move: it is kept on the tablet first, and sent when there is a network. */
export function useCarerMove() {
  const router = useRouter()
  const { add } = useOutbox()
  const { read } = useClock()

  /** The instant now on the city's clock, ISO 8601. */
  const happened = (): string => read().toISOString()

  async function make(stop: Stop, move: Move, details: MoveDetails = {}, happenedAt = happened()): Promise<void> {
    await add({ order: stop.order, move, happenedAt, details })
  }

  const toRound = (): Promise<unknown> => router.push({ name: 'caregiver-round' })

  return { make, happened, toRound }
}
