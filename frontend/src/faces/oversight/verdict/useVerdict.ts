import { useQuery } from '@tanstack/vue-query'
import { computed, ref, watchEffect } from 'vue'

import { listEvents, readOrder } from '@/api/orders'
import { readVerdict } from '@/api/oversight'
import { asProblem } from '@/api/problem'
import { isOpen } from '@/domain/states'

const AGAIN_MILLISECONDS = 1500

/** An order, and its verdict: asked for again until it has followed all that happened, however busy the city is. */
export function useVerdict(number: () => string) {
  const order = useQuery({ queryKey: ['order', number], queryFn: () => readOrder(number()) })
  const events = useQuery({
    queryKey: ['events', number],
    queryFn: () => listEvents(number()),
    // As the history beside it asks, which shares the answer.
    networkMode: 'always',
    refetchOnReconnect: true,
  })
  const again = ref<number | false>(false)
  const verdict = useQuery({
    queryKey: ['verdict', number],
    queryFn: () => readVerdict(number()),
    refetchInterval: again,
  })

  const unjudged = computed(() => asProblem(verdict.error.value).status === 404)
  const isAwaited = computed(() => unjudged.value && !!order.data.value && !isOpen(order.data.value.state))
  const isBehind = computed(() => {
    const last = events.data.value?.at(-1)?.seq ?? 0
    return !!verdict.data.value && verdict.data.value.as_of_seq < last
  })
  watchEffect(() => {
    again.value = isAwaited.value || isBehind.value ? AGAIN_MILLISECONDS : false
  })
  return { order, verdict, unjudged }
}
