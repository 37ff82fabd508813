import { useMutation } from '@tanstack/vue-query'

import { makeMove } from '@/api/orders'
import type { MoveReason, WorkOrder } from '@/api/shapes'
import { newCommand } from '@/domain/command'
import type { Move } from '@/domain/states'
import { useClock } from '@/live/clock'

import { useShowOrder } from './useOrders'

interface Wanted {
  order: WorkOrder
  move: Move
  reason?: MoveReason
  /** What the person adds to the reason; nothing is sent of none. */
  words?: string
}

/** Makes a move on an order; a press repeated after a broken line keeps its command and has one effect. */
export function useMove() {
  const { read } = useClock()
  const show = useShowOrder()
  let unanswered: { what: string; command: string; happenedAt: string } | null = null

  async function make({ order, move, reason, words }: Wanted): Promise<WorkOrder> {
    const what = [order.number, order.version, move, reason ?? '', words ?? ''].join(' ')
    if (unanswered?.what !== what) {
      unanswered = { what, command: newCommand(), happenedAt: read().toISOString() }
    }
    const { command, happenedAt } = unanswered
    const said = { command, move, seen: order.version, happened_at: happenedAt, reason_code: reason }
    const moved = await makeMove(order.number, words ? { ...said, reason: words } : said)
    unanswered = null
    await show(moved)
    return moved
  }

  return useMutation({ mutationFn: make, networkMode: 'always' })
}
