import { MEAL_TIMES, type MealTime } from '@/domain/meals'
import { addDays, instantOn, localDay, type Day } from '@/domain/time'

/** A period [from, until) a meal can be brought in, ISO 8601. */
export interface Slot {
  from: string
  until: string
}

/** A meal that can be ordered now, with the periods that are still ahead. */
export interface Offer {
  day: Day
  mealTime: MealTime
  slots: Slot[]
}

/** When a meal is brought, earlier and later, on the city's clock; the server has the last word. */
const SLOT_TIMES: Record<MealTime, readonly (readonly [string, string])[]> = {
  lunch: [
    ['11:00', '11:45'],
    ['11:45', '12:30'],
  ],
  supper: [
    ['17:00', '17:45'],
    ['17:45', '18:30'],
  ],
}

/** The meals that can still be ordered today and those of tomorrow, the next one first. */
export function offersAt(now: Date): Offer[] {
  const today = localDay(now)
  return [today, addDays(today, 1)]
    .flatMap((day) => MEAL_TIMES.map((mealTime) => ({ day, mealTime, slots: slotsAhead(day, mealTime, now) })))
    .filter((offer) => offer.slots.length > 0)
}

function slotsAhead(day: Day, mealTime: MealTime, now: Date): Slot[] {
  return SLOT_TIMES[mealTime]
    .map(([from, until]) => ({ from: instantOn(day, from), until: instantOn(day, until) }))
    .filter((slot) => Date.parse(slot.from) > now.getTime())
}
