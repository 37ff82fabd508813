import { describe, expect, it } from 'vitest'

import { conflictPhrase } from './conflict'

const stop = { code: 'moved_on', sentence: '', versionNow: 5, stillAllowed: false }

describe('a conflict in plain words', () => {
  it('says what happened to the order meanwhile', () => {
    expect(conflictPhrase({ ...stop, stateNow: 'CANCELLED' })?.key).toBe('caregiver.conflict.cancelled')
    expect(conflictPhrase({ ...stop, stateNow: 'DISPATCHED' })?.key).toBe('caregiver.conflict.given_to_another')
  })

  it('knows that an order taken from the caregiver is refused, not answered', () => {
    const refused = { ...stop, code: 'not_yours', stateNow: null }
    expect(conflictPhrase(refused)?.key).toBe('caregiver.conflict.not_yours')
  })

  it('leaves a plain refusal to the words of the server', () => {
    expect(conflictPhrase({ ...stop, stateNow: null })).toBeNull()
  })
})
