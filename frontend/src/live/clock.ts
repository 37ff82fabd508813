import { computed, onScopeDispose, readonly, ref, type ComputedRef, type Ref } from 'vue'

import { useSession } from '@/api/session'
import { localDay, type Day } from '@/domain/time'

const TICK_MILLISECONDS = 1000

interface Heard {
  now: string
  speed: number
}

/** The city's time now, from what the server said and how long ago (milliseconds) it said it.

 A demonstration may run faster than life; without an answer yet, the device's own time.
 */
export function cityTime(heard: Heard | undefined, millisecondsAgo: number): Date {
  if (!heard) return new Date()
  return new Date(Date.parse(heard.now) + millisecondsAgo * heard.speed)
}

/** The city's running clock; ticks once a second while the component lives. */
export function useClock(): { now: Readonly<Ref<Date>>; today: ComputedRef<Day>; read: () => Date } {
  const session = useSession()
  const read = (): Date => cityTime(session.me?.clock, performance.now() - session.heardAt)
  const now = ref(read())
  const timer = setInterval(() => {
    now.value = read()
  }, TICK_MILLISECONDS)
  onScopeDispose(() => clearInterval(timer))
  return { now: readonly(now) as Readonly<Ref<Date>>, today: computed(() => localDay(now.value)), read }
}
