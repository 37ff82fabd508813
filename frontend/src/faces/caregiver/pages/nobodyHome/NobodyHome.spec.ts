import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'

import { clockTime } from '@/domain/time'
import { pageOf } from '@/ui/testing/answers'

import { anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import NobodyHome from './NobodyHome.vue'

const order = anOrder({ state: 'DEPARTED', version: 4, allowed_moves: ['RAISE_EXCEPTION'] })
const answers = {
  'GET /work-orders': pageOf([order]),
  'POST /work-orders/WO1/moves': { ...order, state: 'EXCEPTION', version: 5 },
}

beforeEach(() => {
  sessionStorage.clear()
})

describe('nobody opens', () => {
  it('keeps the steps done while the tablet reloads, and forgets them once they are told', async () => {
    const first = await mountOnTablet(NobodyHome, '/stops/WO1/nobody-home', answers, 'sun-2')
    await first.page.get('li.current button').trigger('click')
    first.page.unmount()
    const { page, sent } = await mountOnTablet(NobodyHome, '/stops/WO1/nobody-home', answers, 'sun-2')
    expect(page.findAll('li.done')).toHaveLength(1)
    for (let step = 1; step < 4; step++) await page.get('li.current button').trigger('click')
    await page.get('form').trigger('submit')
    await expect.poll(() => sent.length).toBe(1)
    expect(sessionStorage).toHaveLength(0)
  })

  it('is reported only after waiting, ringing and both phone calls, with the time of each', async () => {
    const { page, sent } = await mountOnTablet(NobodyHome, '/stops/WO1/nobody-home', answers, 'sun-1')
    const tell = page.get('.thumb.main')
    for (let step = 0; step < 4; step++) {
      expect(tell.attributes('disabled')).toBeDefined()
      await page.get('li.current button').trigger('click')
    }
    await page.get('form').trigger('submit')
    await expect.poll(() => sent.length).toBe(1)
    expect(sent[0]?.body).toMatchObject({ move: 'RAISE_EXCEPTION', reason_code: 'nobody_home' })
    const { tried } = sent[0]?.body as { tried: Record<string, string> }
    expect(Object.keys(tried)).toEqual(['wait', 'ring', 'phone_elder', 'phone_family'])
    expect(Object.values(tried).map(clockTime)).toEqual(['09:00', '09:00', '09:00', '09:00'])
  })
})
