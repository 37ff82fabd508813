import type { LocationQuery, LocationQueryRaw } from 'vue-router'

import { HALVES, type Half } from './times'

/** A visit half chosen; kept in the address, so that neither a reload nor a broken line loses it. */
export interface VisitDraft {
  service: string | null
  day: string | null
  half: Half | null
}

export function readVisit(query: LocationQuery): VisitDraft {
  const { service, day, half } = query
  return {
    service: typeof service === 'string' ? service : null,
    day: typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
    half: HALVES.find((one) => one === half) ?? null,
  }
}

export function visitQuery(draft: Partial<VisitDraft>): LocationQueryRaw {
  return Object.fromEntries(Object.entries(draft).filter(([, chosen]) => chosen !== null))
}
