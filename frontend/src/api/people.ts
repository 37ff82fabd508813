import { request } from './request'
import type { Caregiver, Elder, Page, Shift } from './shapes'

export const findElders = (wanted: { station?: string; search?: string }): Promise<Page<Elder>> =>
  request('/elders', { query: wanted })

/** Sensitive fields in clear; the server writes down who read them and why. */
export const revealElder = (number: string, fields: string[], reason: string): Promise<Record<string, string>> =>
  request(`/elders/${encodeURIComponent(number)}/reveal`, { method: 'POST', body: { fields, reason } })

export const listCaregivers = (station?: string): Promise<Page<Caregiver>> =>
  request('/caregivers', { query: { station, page_size: 1000 } })

export const listShifts = (station: string | undefined, day: string): Promise<Page<Shift>> =>
  request('/shifts', { query: { station, day, page_size: 1000 } })

export const withdrawShift = (id: number, reason: string, fromAt: string): Promise<Shift> =>
  request(`/shifts/${id}/withdraw`, { method: 'POST', body: { reason, from_at: fromAt } })
