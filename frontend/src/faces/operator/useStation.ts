import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { useSession } from '@/api/session'
import { useClock } from '@/live/clock'

/** The dispatcher's own station, and the day the page is about (in the address, else today). */
export function useStation() {
  const session = useSession()
  const route = useRoute()
  const router = useRouter()
  const { now, today, read } = useClock()

  const station = computed(() => session.me?.station?.code ?? '')
  const day = computed(() => (typeof route.query.day === 'string' ? route.query.day : today.value))
  /** An open order belongs to the day that is left. */
  const goToDay = (wanted: string) =>
    router.replace({ query: { ...route.query, day: wanted === today.value ? undefined : wanted, order: undefined } })

  return { station, day, today, now, read, goToDay }
}
