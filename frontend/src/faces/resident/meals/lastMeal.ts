import type { Dish, ElderBrief, OrderedDish, WorkOrder } from '@/api/shapes'
import { mealTimeOf } from '@/domain/meals'
import type { State } from '@/domain/states'
import { daysBetween } from '@/domain/time'

import { allergensFor } from './diet'
import type { Offer } from './offer'

/** What was eaten last, as far as it can be had again. */
export interface Again {
  dishes: { dish: Dish; count: number }[]
  /** Eaten then, not cooked this time or not allowed any more. */
  missing: OrderedDish[]
  /** Whether it was the day before the offered one, so that one may say "yesterday". */
  wasDayBefore: boolean
}

const NOT_EATEN: readonly State[] = ['CANCELLED', 'MISSED', 'EXCEPTION']

/** The last same meal (lunch or supper) on today's menu; null when there was none or nothing of it is left. */
export function again(offer: Offer, orders: readonly WorkOrder[], menu: readonly Dish[], elder: ElderBrief): Again | null {
  const last = lastSameMeal(offer, orders)
  if (!last) return null
  const dishes: Again['dishes'] = []
  const missing: OrderedDish[] = []
  for (const eaten of last.dishes) {
    const dish = menu.find((offered) => offered.code === eaten.code && allergensFor(offered, elder).length === 0)
    if (dish) dishes.push({ dish, count: eaten.count })
    else missing.push(eaten)
  }
  return dishes.length ? { dishes, missing, wasDayBefore: daysBetween(last.day, offer.day) === 1 } : null
}

function lastSameMeal(offer: Offer, orders: readonly WorkOrder[]): WorkOrder | undefined {
  return orders
    .filter((order) => order.service.is_meal && order.day < offer.day && !NOT_EATEN.includes(order.state))
    .filter((order) => mealTimeOf(order.window_from) === offer.mealTime)
    .sort((one, other) => Date.parse(other.window_from) - Date.parse(one.window_from))[0]
}

/** The meal already ordered for this offer, if any. */
export function orderedFor(offer: Offer, orders: readonly WorkOrder[]): WorkOrder | null {
  const same = (order: WorkOrder): boolean =>
    order.service.is_meal &&
    order.day === offer.day &&
    !NOT_EATEN.includes(order.state) &&
    mealTimeOf(order.window_from) === offer.mealTime
  return orders.find(same) ?? null
}
