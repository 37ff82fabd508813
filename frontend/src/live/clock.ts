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

interface Clock {
  now: Readonly<Ref<Date>>
  today: ComputedRef<Day>
  read: () => Date
  /** What the city's clock showed when the device's own clock showed this. */
  cityTimeOf: (device: Date) => Date
}

/** The city's running clock; ticks once a second while the component lives. */
export function useClock(): Clock {
  const session = useSession()
  const read = (): Date => cityTime(session.me?.clock, performance.now() - session.heardAt)
  const cityTimeOf = (device: Date): Date =>
    cityTime(session.me?.clock, performance.now() - session.heardAt - (Date.now() - device.getTime()))
  const now = ref(read())
  const timer = setInterval(() => {
    now.value = read()
  }, TICK_MILLISECONDS)
  onScopeDispose(() => clearInterval(timer))
  const today = computed(() => localDay(now.value))
  return { now: readonly(now) as Readonly<Ref<Date>>, today, read, cityTimeOf }
}
