import type { LocationQuery, LocationQueryRaw } from 'vue-router'

import { MOST_OF_ONE_DISH, type Basket } from './basket'
import type { Offer } from './offer'

/** What is chosen so far; kept in the address, so that neither a reload nor a broken line loses it. */
export interface MealDraft {
  day: string | null
  mealTime: string | null
  basket: Basket
  /** Start of the chosen period, ISO 8601. */
  from: string | null
}

const text = (value: LocationQuery[string] | undefined): string | null => (typeof value === 'string' ? value : null)

export function readDraft(query: LocationQuery): MealDraft {
  return {
    day: text(query.day),
    mealTime: text(query.meal),
    basket: readBasket(text(query.dishes) ?? ''),
    from: text(query.from),
  }
}

/** The address of a draft, to be opened by the router. */
export function draftQuery(offer: Pick<Offer, 'day' | 'mealTime'>, basket: Basket = {}, from?: string): LocationQueryRaw {
  const dishes = Object.entries(basket)
    .map(([code, count]) => `${code}:${String(count)}`)
    .join(',')
  return { day: offer.day, meal: offer.mealTime, ...(dishes ? { dishes } : {}), ...(from ? { from } : {}) }
}

function readBasket(written: string): Basket {
  const pairs = written.split(',').flatMap((part): [string, number][] => {
    const [code = '', count = ''] = part.split(':')
    const number = Number(count)
    return code && Number.isInteger(number) && number > 0 && number <= MOST_OF_ONE_DISH ? [[code, number]] : []
  })
  return Object.fromEntries(pairs)
}
