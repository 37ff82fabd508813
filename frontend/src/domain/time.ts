import type { Phrase } from './phrase'

/** Everybody in the product lives on one clock, whatever the device says. */
const ZONE = 'Asia/Shanghai'
const ZONE_OFFSET = '+08:00'
const DAY_MILLISECONDS = 86_400_000
const DAY_MINUTES = 1440

const dayParts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const timeParts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false })

/** A local day as `2026-11-23`. */
export type Day = string
type Instant = string | Date

const asDate = (instant: Instant): Date => (typeof instant === 'string' ? new Date(instant) : instant)

export const localDay = (instant: Instant): Day => dayParts.format(asDate(instant))

/** `11:30`, on the city's clock. */
export const clockTime = (instant: Instant): string => timeParts.format(asDate(instant))

/** The instant at which the city's clock shows `time` ("11:30") on `day`, as ISO 8601 with offset. */
export const instantOn = (day: Day, time: string): string => `${day}T${time}:00${ZONE_OFFSET}`

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

export function daysBetween(from: Day, until: Day): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS)
}

/** Whole minutes from one instant to another, towards zero; negative when `until` is earlier. */
export function minutesBetween(from: Instant, until: Instant): number {
  return Math.trunc((asDate(until).getTime() - asDate(from).getTime()) / 60_000)
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteOfDay(instant: Instant): number {
  const [hours = 0, minutes = 0] = clockTime(instant).split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes from a day's midnight, held between its two: what began the evening before began at 0. */
export function minuteOn(day: Day, instant: Instant): number {
  const days = daysBetween(day, localDay(instant))
  if (days === 0) return minuteOfDay(instant)
  return days < 0 ? 0 : DAY_MINUTES
}

/** "today", "tomorrow", "yesterday", or month and day, as people say it; with the year when it is another. */
export function dayPhrase(day: Day, today: Day): Phrase {
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow', '2': 'day_after' }[String(daysBetween(today, day))]
  if (near) return { key: `shell.time.${near}` }
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number)
  const inItsYear: Phrase = { key: `shell.time.months.${month}`, named: { date } }
  return today.startsWith(`${day.slice(0, 4)}-`) ? inItsYear : { key: 'shell.time.in_year', named: { year, day: inItsYear } }
}

/** "today 11:30". `day` in the result is itself a phrase, to be said first. */
export function momentParts(instant: Instant, now: Instant): { day: Phrase; time: string } {
  return { day: dayPhrase(localDay(instant), localDay(now)), time: clockTime(instant) }
}

/** "25 minutes" or "1 hour 5 minutes" for a length in minutes. */
export function lengthPhrase(minutes: number): Phrase {
  const whole = Math.abs(Math.round(minutes))
  if (whole < 60) return { key: 'shell.time.minutes', named: { minutes: whole }, count: whole }
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  if (rest === 0) return { key: 'shell.time.hours', named: { hours }, count: hours }
  return { key: 'shell.time.hours_minutes', named: { hours, minutes: rest } }
}
