import { client, said, type Said } from './client'
import type { components, paths } from './schema'
import type { Page } from './shapes'

type Schemas = components['schemas']
type Asked = NonNullable<paths['/api/v1/oversight/accuracy']['get']['parameters']['query']>

export const CRITERIA = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'] as const
export type Criterion = (typeof CRITERIA)[number]
export type Grade = Schemas['EvidenceGradeEnum']
export type Answer = Said<Schemas['Answer']>['answer']
export type Split = NonNullable<Asked['by']>
export const SPLITS: readonly Split[] = ['station', 'division', 'service', 'day', 'criterion']

/** What every figure carries; the keys of `first_fails` are criteria, of `grades` evidence grades. */
export type Counts = Omit<Said<Schemas['Row']>, 'key' | 'label' | 'ranked'>
export type AccuracyRow = Said<Schemas['Row']>
export type Accuracy = Said<Schemas['Accuracy']>
export type JudgedOrder = Said<Schemas['Verdict']>
export type Verdict = Said<Schemas['VerdictDetail']>
export type CriterionAnswer = Said<Schemas['Answer']>
export type EvidenceRow = CriterionAnswer['evidence'][number]

/** First day, and the first day after it that is left out. */
export interface Period {
  from: string
  until: string
}

export interface AccuracyWanted extends Period {
  by: Split
  division?: string
}

export type JudgedWanted = NonNullable<paths['/api/v1/oversight/work-orders']['get']['parameters']['query']>

export type ThreeRates = Said<Schemas['ThreeRatesShown']>
export type Share = ThreeRates['response']
export const RATES = ['response', 'resolution', 'satisfaction', 'call_back_coverage'] as const
export type RateName = (typeof RATES)[number]

export type Complaint = Said<Schemas['Complaint']>
export type ComplaintsWanted = NonNullable<paths['/api/v1/oversight/complaints']['get']['parameters']['query']>

const MANY = 200

export const readAccuracy = (wanted: AccuracyWanted): Promise<Accuracy> =>
  said(client.GET('/api/v1/oversight/accuracy', { params: { query: wanted } }))

export const readThreeRates = (wanted: Period): Promise<ThreeRates> =>
  said(client.GET('/api/v1/oversight/three-rates', { params: { query: wanted } }))

export const listJudgedOrders = (wanted: JudgedWanted): Promise<Page<JudgedOrder>> =>
  said(client.GET('/api/v1/oversight/work-orders', { params: { query: { page_size: MANY, ...wanted } } }))

export const readVerdict = (number: string): Promise<Verdict> =>
  said(client.GET('/api/v1/oversight/work-orders/{number}/verdict', { params: { path: { number } } }))

export const listComplaints = (wanted: ComplaintsWanted): Promise<Page<Complaint>> =>
  said(client.GET('/api/v1/oversight/complaints', { params: { query: { page_size: MANY, ...wanted } } }))
