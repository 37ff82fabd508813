import { addDays, instantOn, localDay, type Day } from '@/domain/time'

import type { Slot } from '../meals/offer'

export const HALVES = ['morning', 'afternoon'] as const
export type Half = (typeof HALVES)[number]

/** When a visit may begin, on the city's clock. */
const HALF_TIMES: Record<Half, readonly [string, string]> = {
  morning: ['09:00', '11:00'],
  afternoon: ['14:00', '16:30'],
}

const DAYS_AHEAD = 7

/** The period of a half day. */
export function halfSlot(day: Day, half: Half): Slot {
  const [from, until] = HALF_TIMES[half]
  return { from: instantOn(day, from), until: instantOn(day, until) }
}

/** The halves of a day that have not begun. */
export function halvesAhead(day: Day, now: Date): Half[] {
  return HALVES.filter((half) => Date.parse(halfSlot(day, half).from) > now.getTime())
}

/** The days a visit can be asked for: today while a half is left, and the week after. */
export function daysAhead(now: Date): Day[] {
  const today = localDay(now)
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, days) => addDays(today, days)).filter(
    (day) => halvesAhead(day, now).length > 0,
  )
}
