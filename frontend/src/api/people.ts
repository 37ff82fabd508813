import { client, said, type Said } from './client'
import type { components } from './schema'
import type { Caregiver, Elder, Page, Shift, Withdrawal } from './shapes'

type Revealing = components['schemas']['RevealAskedRequest']
type WithdrawalWanted = components['schemas']['CaregiverWithdrawalAskedRequest']
export type Sensitive = Revealing['fields'][number]
export type Revealed = Partial<Said<components['schemas']['Revealed']>>

const LARGEST_PAGE = 1000

export const findElders = (wanted: { station?: string; search?: string }): Promise<Page<Elder>> =>
  said(client.GET('/api/v1/elders', { params: { query: wanted } }))

/** Sensitive fields in clear; the server writes down who read them and why. */
export const revealElder = (number: string, fields: Sensitive[], reason: string): Promise<Revealed> =>
  said(client.POST('/api/v1/elders/{number}/reveal', { params: { path: { number } }, body: { fields, reason } }))

export const listCaregivers = (station: string): Promise<Page<Caregiver>> =>
  said(client.GET('/api/v1/caregivers', { params: { query: { station, page_size: LARGEST_PAGE } } }))

/** The shifts of which some part lies on a day, the night's from the evening before among them. */
export const listShifts = (station: string, day: string): Promise<Page<Shift>> =>
  said(client.GET('/api/v1/shifts', { params: { query: { station, on: day, page_size: LARGEST_PAGE } } }))

/** Take a carer out of what is left of a day; the same `key` again changes nothing and has the same answer. */
export const withdrawCaregiver = (number: string, wanted: WithdrawalWanted, key: string): Promise<Withdrawal> =>
  said(
    client.POST('/api/v1/caregivers/{number}/withdrawal', {
      params: { path: { number }, header: { 'Idempotency-Key': key } },
      body: wanted,
    }),
  )
