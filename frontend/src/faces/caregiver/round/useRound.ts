import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'

import { listOrders } from '@/api/orders'
import { asProblem } from '@/api/problem'
import { useSession } from '@/api/session'
import type { WorkOrder } from '@/api/shapes'
import type { Day } from '@/domain/time'
import { useClock } from '@/live/clock'

import { useOutbox } from '../outbox/useOutbox'
import { openRounds, type SeenRound } from './keptRound'
import { nextStop, roundOf } from './round'

const BACKSTOP_MILLISECONDS = 60_000
const rounds = openRounds()
const keyOf = (day: Day): string[] => ['round', day]

/** Asks for the day's orders; without a network, those last seen on this tablet. */
async function readRound(account: string, day: Day): Promise<SeenRound> {
  try {
    const { results } = await listOrders({ mine: true, day })
    const seen = { account, day, orders: results, seenAt: Date.now() }
    await rounds.keep(seen)
    return seen
  } catch (thrown) {
    const kept = asProblem(thrown).isUnreachable ? await rounds.of(account, day) : null
    if (!kept) throw thrown
    return kept
  }
}

/** The caregiver's day: its stops in order, the next one, and how fresh they are. */
export function useRound() {
  const session = useSession()
  const { today } = useClock()
  const { entries } = useOutbox()
  const account = computed(() => session.me?.username ?? '')
  const query = useQuery({
    queryKey: computed(() => keyOf(today.value)),
    queryFn: () => readRound(account.value, today.value),
    networkMode: 'always',
    retry: false,
    refetchInterval: BACKSTOP_MILLISECONDS,
  })
  const stops = computed(() =>
    roundOf(query.data.value?.orders ?? [], entries.value, session.me?.caregiver?.number ?? ''),
  )
  return { ...query, stops, next: computed(() => nextStop(stops.value)) }
}

/** How an answered order gets into the round at once, and how the round is read again. */
export function useRoundUpdates() {
  const queries = useQueryClient()
  const { today } = useClock()

  function show(order: WorkOrder): void {
    queries.setQueryData<SeenRound>(keyOf(today.value), (seen) =>
      seen && { ...seen, orders: seen.orders.map((one) => (one.number === order.number ? order : one)) },
    )
  }

  const knows = (number: string): boolean =>
    queries.getQueryData<SeenRound>(keyOf(today.value))?.orders.some((order) => order.number === number) ?? false

  const reread = (): Promise<void> => queries.invalidateQueries({ queryKey: ['round'] })

  return { show, knows, reread }
}
