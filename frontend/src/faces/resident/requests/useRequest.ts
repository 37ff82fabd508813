import { useMutation } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'

import { requestService, type RequestWanted } from '@/api/orders'
import { newCommand } from '@/domain/command'

import { useShowOrder } from '../orders/useOrders'

/** Asks for a service and goes to the new order; the same wish repeated after a broken line makes no second one. */
export function useRequest() {
  const router = useRouter()
  const show = useShowOrder()
  let asked: { wish: string; key: string } | null = null

  async function ask(wanted: RequestWanted): Promise<void> {
    const wish = JSON.stringify(wanted)
    if (asked?.wish !== wish) asked = { wish, key: newCommand() }
    const order = await requestService(wanted, asked.key)
    await show(order)
    await router.replace({ name: 'resident-order', params: { number: order.number }, query: { new: '1' } })
  }

  return useMutation({ mutationFn: ask, networkMode: 'always' })
}
