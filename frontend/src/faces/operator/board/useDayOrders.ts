import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'

import { listOrders, readOrder } from '@/api/orders'
import type { Page, WorkOrder } from '@/api/shapes'
import { useFeed } from '@/live/useFeed'

const GATHER_MILLISECONDS = 300
const REREAD_ALL_ABOVE = 8
/** Lateness is made by the clock, not by an event, so the list is read again now and then. */
const REREAD_MILLISECONDS = 60_000

/** Put an order into a list in place of its older self; never replace newer by older. */
export function withOrder(orders: WorkOrder[], fresh: WorkOrder): WorkOrder[] {
  const known = orders.find((order) => order.number === fresh.number)
  if (!known) return [...orders, fresh]
  if (known.version > fresh.version) return orders
  return orders.map((order) => (order.number === fresh.number ? fresh : order))
}

/** The orders of a station's day, kept true by the feed. */
export function useDayOrders(station: MaybeRefOrGetter<string>, day: MaybeRefOrGetter<string>) {
  const client = useQueryClient()
  const key = computed(() => ['orders', toValue(station), toValue(day)])
  const query = useQuery({
    queryKey: key,
    queryFn: () => listOrders({ station: toValue(station), day: toValue(day) }),
    enabled: () => toValue(station) !== '',
    refetchInterval: REREAD_MILLISECONDS,
  })

  function put(fresh: WorkOrder): void {
    if (fresh.day !== toValue(day)) return
    client.setQueryData<Page<WorkOrder>>(key.value, (page) => page && { ...page, results: withOrder(page.results, fresh) })
  }

  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  async function readChanged(): Promise<void> {
    timer = undefined
    const numbers = [...changed]
    changed.clear()
    await client.invalidateQueries({ queryKey: ['events'] })
    if (numbers.length > REREAD_ALL_ABOVE) return void (await query.refetch())
    try {
      const fresh = await Promise.all(numbers.map(readOrder))
      fresh.forEach(put)
    } catch {
      await query.refetch() // what could not be read alone comes with all the others
    }
  }

  useFeed(() => (toValue(station) ? [{ station: toValue(station) }] : []), {
    onEvent: (event) => {
      changed.add(event.order)
      // Another desk may have withdrawn the carer whose visit comes back.
      if (event.move === 'RETURN') void client.invalidateQueries({ queryKey: ['shifts'] })
      timer ??= setTimeout(() => void readChanged(), GATHER_MILLISECONDS)
    },
    onReread: () => void query.refetch(),
  })
  onScopeDispose(() => clearTimeout(timer))

  return { orders: computed(() => query.data.value?.results ?? []), query, put }
}
