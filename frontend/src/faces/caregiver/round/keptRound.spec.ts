import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'

import { anOrder } from '../testing/builders'
import { openRounds } from './keptRound'

const seen = { account: 'li', day: '2026-11-23', orders: [anOrder()], seenAt: 1000 }

describe('the round kept on the tablet', () => {
  it('is there after a reload without signal', async () => {
    await openRounds('one').keep(seen)
    expect(await openRounds('one').of('li', '2026-11-23')).toEqual(seen)
  })

  it("is not shown to somebody else, nor as another day's", async () => {
    await openRounds('two').keep(seen)
    expect(await openRounds('two').of('zhao', '2026-11-23')).toBeNull()
    expect(await openRounds('two').of('li', '2026-11-24')).toBeNull()
  })
})
