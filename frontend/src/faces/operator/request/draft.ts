import type { RequestWanted } from '@/api/orders'
import type { MealTime } from '@/domain/meals'
import { instantOn, type Day } from '@/domain/time'

/** An order as far as the dispatcher has got on the phone. */
export interface Draft {
  elder: string
  service: string
  day: Day
  /** "11:00", on the city's clock. */
  from: string
  until: string
  note: string
  /** How many of each dish. */
  dishes: Record<string, number>
}

/** When meals are usually brought, on the city's clock. */
export const USUAL_WINDOWS: Record<MealTime, { from: string; until: string }> = {
  lunch: { from: '11:00', until: '12:30' },
  supper: { from: '17:00', until: '18:30' },
}

/** What to send for a draft; dishes only when it is a meal. */
export function wantedOf(draft: Draft, isMeal: boolean): RequestWanted {
  const dishes = Object.entries(draft.dishes)
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count }))
  return {
    elder: draft.elder,
    service: draft.service,
    window_from: instantOn(draft.day, draft.from),
    window_until: instantOn(draft.day, draft.until),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    ...(isMeal && dishes.length ? { dishes } : {}),
  }
}

/** The next whole hour after now, as "10:00", and an hour later; never past 22:00. */
export function nextHours(time: string): { from: string; until: string } {
  const hour = Math.min(21, Number(time.slice(0, 2)) + 1)
  const two = (value: number): string => String(value).padStart(2, '0')
  return { from: `${two(hour)}:00`, until: `${two(hour + 1)}:00` }
}
