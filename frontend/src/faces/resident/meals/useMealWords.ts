import { useI18n } from 'vue-i18n'

import type { Dish } from '@/api/shapes'
import { dayPhrase } from '@/domain/time'
import { useClock } from '@/live/clock'
import { useSay } from '@/ui/useSay'

import type { Offer } from './offer'

/** How meals and dishes are said. */
export function useMealWords() {
  const { t } = useI18n()
  const { say, nameOf } = useSay()
  const { today } = useClock()

  /** "today's lunch" */
  const mealName = (offer: Pick<Offer, 'day' | 'mealTime'>): string =>
    t(`resident.meal.${offer.mealTime}`, { day: say(dayPhrase(offer.day, today.value)) })

  /** "Beef noodles, Congee × 2" */
  const dishNames = (dishes: readonly { dish: Pick<Dish, 'name_zh' | 'name_en'>; count: number }[]): string =>
    dishes
      .map(({ dish, count }) => (count > 1 ? `${nameOf(dish)} × ${String(count)}` : nameOf(dish)))
      .join(t('shell.list_separator'))

  return { mealName, dishNames }
}
