import { minuteOfDay } from './time'

export const MEAL_TIMES = ['lunch', 'supper'] as const
export type MealTime = (typeof MEAL_TIMES)[number]

/** From 15:00 on, a meal is supper; the server draws the same line. */
const SUPPER_FROM_MINUTE = 15 * 60

/** Lunch or supper, by when an order's window begins, ISO 8601. */
export const mealTimeOf = (windowFrom: string): MealTime => (minuteOfDay(windowFrom) < SUPPER_FROM_MINUTE ? 'lunch' : 'supper')
