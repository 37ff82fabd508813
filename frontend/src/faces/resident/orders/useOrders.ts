import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'

import { listOrders, readOrder } from '@/api/orders'
import type { WorkOrder } from '@/api/shapes'
import { addDays, instantOn } from '@/domain/time'
import { useClock } from '@/live/clock'
import { useFeed } from '@/live/useFeed'

import { useResident } from '../useResident'

const DAYS_BACK = 30
const BACKSTOP_MILLISECONDS = 60_000

const keyOf = (elder: string | undefined): string[] => ['resident', 'orders', elder ?? '']

/** The elder's orders of the last month and all that is to come. */
export function useOrders() {
  const { elder } = useResident()
  const { today } = useClock()
  const query = useQuery({
    queryKey: computed(() => keyOf(elder.value?.number)),
    queryFn: async () => {
      const since = instantOn(addDays(today.value, -DAYS_BACK), '00:00')
      return (await listOrders({ elder: elder.value?.number, changed_since: since })).results
    },
    enabled: computed(() => elder.value !== null),
    networkMode: 'always',
    refetchInterval: BACKSTOP_MILLISECONDS,
  })
  return { ...query, orders: computed(() => query.data.value ?? []) }
}

/** One order by its number. */
export function useOrder(number: () => string) {
  return useQuery({
    queryKey: computed(() => ['resident', 'order', number()]),
    queryFn: () => readOrder(number()),
    networkMode: 'always',
  })
}

/** Shows an answered order everywhere at once, without asking for it again. */
export function useShowOrder() {
  const queries = useQueryClient()
  return async (order: WorkOrder): Promise<void> => {
    queries.setQueryData(['resident', 'order', order.number], order)
    await queries.invalidateQueries({ queryKey: keyOf(order.elder.number) })
  }
}

/** Follows the elder's changes as they happen; used once, by the face. */
export function useLiveOrders(): void {
  const { elder } = useResident()
  const queries = useQueryClient()
  const reread = (): void => {
    void queries.invalidateQueries({ queryKey: ['resident'] })
  }
  useFeed(() => (elder.value ? [{ elder: elder.value.number }] : []), { onEvent: reread, onReread: reread })
}
