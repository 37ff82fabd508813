import type { WorkOrder } from '@/api/shapes'
import { markOf, type Mark } from '@/domain/states'

import { unassigned } from './stops'

export type FigureName = 'all' | 'done' | 'under_way' | 'unassigned' | 'late' | 'alarm'

/** The numbers above the board. */
export function figuresOf(orders: WorkOrder[]): Record<FigureName, number> {
  const marks = orders.map((order) => markOf(order.state, order.late))
  const count = (...wanted: Mark[]): number => marks.filter((mark) => wanted.includes(mark)).length
  const cancelled = orders.filter((order) => order.state === 'CANCELLED').length
  return {
    all: orders.length - cancelled,
    done: count('done'),
    under_way: count('on_the_way', 'in_service'),
    unassigned: unassigned(orders).length,
    late: count('late'),
    alarm: count('alarm'),
  }
}
