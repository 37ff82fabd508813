import type { Dish } from '@/api/shapes'

export const MOST_OF_ONE_DISH = 9

/** How many of each dish, by its code. */
export type Basket = Readonly<Record<string, number>>

/** The basket with one dish more or fewer; counts stay between nothing and nine. */
export function changed(basket: Basket, code: string, by: 1 | -1): Basket {
  const count = Math.min(Math.max((basket[code] ?? 0) + by, 0), MOST_OF_ONE_DISH)
  const others = Object.entries(basket).filter(([other]) => other !== code)
  return Object.fromEntries(count > 0 ? [...others, [code, count]] : others)
}

/** The chosen dishes with their counts, in the menu's order. */
export function chosen(basket: Basket, menu: readonly Dish[]): { dish: Dish; count: number }[] {
  return menu.flatMap((dish) => {
    const count = basket[dish.code] ?? 0
    return count > 0 ? [{ dish, count }] : []
  })
}

/** What the dishes cost together, in fen, before anybody's subsidy. */
export function priceFen(dishes: readonly { dish: Dish; count: number }[]): number {
  return dishes.reduce((sum, { dish, count }) => sum + dish.price_fen * count, 0)
}
