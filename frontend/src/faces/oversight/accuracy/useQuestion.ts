import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { SPLITS, type Split } from '@/api/oversight'
import { useClock } from '@/live/clock'

import { periodOf, PERIODS, type PeriodName } from './periods'

/** Below this a unit is asked about by name. */
export const THRESHOLD = 0.95

const oneOf = <T extends string>(choices: readonly T[], said: unknown, usual: T): T =>
  choices.includes(said as T) ? (said as T) : usual

/** What is being asked, kept in the address so that it can be sent to somebody. */
export function useQuestion() {
  const route = useRoute()
  const router = useRouter()
  const { today, now } = useClock()

  const period = computed(() => oneOf<PeriodName>(PERIODS, route.query.period, 'week'))
  const by = computed(() => oneOf<Split>(SPLITS, route.query.by, 'station'))
  const division = computed(() => (typeof route.query.division === 'string' ? route.query.division : undefined))
  const days = computed(() => periodOf(period.value, today.value))

  const ask = (changed: Record<string, string | undefined>) => router.replace({ query: { ...route.query, ...changed } })

  return { period, by, division, days, now, ask }
}
