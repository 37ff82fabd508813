import { request } from './request'
import type { Page } from './shapes'

export const CRITERIA = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'] as const
export type Criterion = (typeof CRITERIA)[number]
export type Answer = 'PASS' | 'FAIL' | 'UNVERIFIED' | 'NOT_APPLICABLE'
export type Grade = 'device' | 'family_confirmed' | 'manual' | 'none'
export const SPLITS = ['station', 'division', 'service', 'day', 'criterion'] as const
export type Split = (typeof SPLITS)[number]

export interface CriterionCounts {
  pass: number
  fail: number
  unverified: number
  not_applicable: number
  rate: number | null
}

export interface Counts {
  population: number
  accurate: number
  rate: number | null
  interval: [number, number] | null
  first_fails: Partial<Record<Criterion, number>>
  grades: Partial<Record<Grade, number>>
}

export interface AccuracyRow extends Counts {
  key: string
  label: string
  /** False below 30 orders: shown, never compared. */
  ranked: boolean
  criteria: Partial<Record<Criterion, CriterionCounts>>
}

export interface Accuracy extends Counts {
  from: string
  until: string
  definition: string
  rows: AccuracyRow[]
}

export interface Period {
  from: string
  until: string
}

export interface AccuracyWanted extends Period {
  by: Split
  division?: string
}

export interface FailingWanted extends Partial<Period> {
  division?: string
  station?: string
  service?: string
  day?: string
  first_fail?: string
}

export interface JudgedOrder {
  order: string
  day: string
  station: { code: string; name: string }
  service: { code: string; name_zh: string; name_en: string }
  counted: boolean
  accurate: boolean
  first_fail: Criterion | null
  evidence_grade: Grade
}

export interface EvidenceRow {
  id: number
  move: string
  happened_at: string
  [fact: string]: unknown
}

export interface CriterionAnswer {
  criterion: Criterion
  answer: Answer
  reason: string
  evidence: EvidenceRow[]
}

export interface Verdict {
  order: string
  counted: boolean
  left_out_because: string
  accurate: boolean
  first_fail: Criterion | null
  evidence_grade: Grade
  answers: CriterionAnswer[]
  as_of_seq: number
  judged_at: string
}

export const readAccuracy = (wanted: AccuracyWanted): Promise<Accuracy> =>
  request('/oversight/accuracy', { query: { ...wanted } })

export const listJudgedOrders = (wanted: FailingWanted): Promise<Page<JudgedOrder>> =>
  request('/oversight/work-orders', { query: { ...wanted } })

export const readVerdict = (number: string): Promise<Verdict> =>
  request(`/oversight/work-orders/${encodeURIComponent(number)}/verdict`)
