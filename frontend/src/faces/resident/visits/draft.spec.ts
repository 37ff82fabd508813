import { describe, expect, it } from 'vitest'

import { readVisit, visitQuery } from './draft'

describe('a visit half chosen', () => {
  it('comes back from its address as it was', () => {
    const draft = { service: 'bath_service', day: '2026-11-24', half: 'morning' } as const
    expect(readVisit(visitQuery(draft) as Record<string, string>)).toEqual(draft)
  })

  it('ignores what is not a day or a half', () => {
    expect(readVisit({ service: 'bath_service', day: 'soon', half: 'night' })).toEqual({
      service: 'bath_service',
      day: null,
      half: null,
    })
  })
})
