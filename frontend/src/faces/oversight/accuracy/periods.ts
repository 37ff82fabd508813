import type { Period } from '@/api/oversight'
import { addDays, type Day } from '@/domain/time'

export const PERIODS = ['today', 'yesterday', 'week', 'month'] as const
export type PeriodName = (typeof PERIODS)[number]

/** First day and day after the last of a named period that ends today (yesterday ends before). */
export function periodOf(name: PeriodName, today: Day): Period {
  const tomorrow = addDays(today, 1)
  if (name === 'yesterday') return { from: addDays(today, -1), until: today }
  const days = { today: 1, week: 7, month: 30 }[name]
  return { from: addDays(tomorrow, -days), until: tomorrow }
}
