import { computed } from 'vue'

import { useClock } from '@/live/clock'

import { useOrders } from '../orders/useOrders'
import { orderedFor } from './lastMeal'
import { offersAt } from './offer'

/** The meals that can still be ordered and are not ordered yet, the next first. */
export function useOffers() {
  const { now } = useClock()
  const { orders } = useOrders()
  // By the minute: a list of offers need not be made anew each second.
  const minute = computed(() => Math.floor(now.value.getTime() / 60_000))
  const offers = computed(() =>
    offersAt(new Date(minute.value * 60_000)).filter((offer) => orderedFor(offer, orders.value) === null),
  )
  return { offers }
}
