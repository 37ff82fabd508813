import { useMutation, useQueryClient } from '@tanstack/vue-query'

import { makeMove, type MoveWanted } from '@/api/orders'
import { asProblem } from '@/api/problem'
import type { WorkOrder } from '@/api/shapes'
import { newCommand } from '@/domain/command'
import type { Move } from '@/domain/states'
import { useClock } from '@/live/clock'

export interface Wish {
  order: WorkOrder
  move: Move
  reason?: string
  caregivers?: string[]
}

/** The order as it is now, when somebody else was quicker. */
export function orderAsItIs(thrown: unknown): WorkOrder | null {
  const { code, facts } = asProblem(thrown)
  return code === 'moved_on' && facts.order ? (facts.order as WorkOrder) : null
}

/** Make a move; `put` receives the order as it is afterwards, also when somebody else was quicker. */
export function useMove(put: (order: WorkOrder) => void) {
  const { read } = useClock()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ order, move, reason, caregivers }: Wish) => {
      const wanted: MoveWanted = {
        command: newCommand(),
        move,
        seen: order.version,
        happened_at: read().toISOString(),
        ...(reason ? { reason } : {}),
        ...(caregivers ? { caregivers } : {}),
      }
      return makeMove(order.number, wanted)
    },
    onSuccess: put,
    onError: (thrown) => {
      const current = orderAsItIs(thrown)
      if (current) put(current)
    },
    // Not waited for: without a line the history is asked for in vain, and the refusal must not wait for that.
    onSettled: () => void client.invalidateQueries({ queryKey: ['events'] }),
  })
}
