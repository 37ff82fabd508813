import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'

import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'

import { anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import CheckIn from './CheckIn.vue'

const order = anOrder({ state: 'DEPARTED', version: 4, allowed_moves: ['CHECK_IN'] })
const answers = {
  'GET /work-orders': pageOf([order]),
  'POST /work-orders/WO1/moves': { ...order, state: 'CHECKED_IN', version: 5 },
}
const open = (who: string) => mountOnTablet(CheckIn, '/stops/WO1/check-in', answers, who)

describe('checking in', () => {
  it('sends the proof, and an empty place when location is off: nothing is made up', async () => {
    const { page, router, sent } = await open('wang-1')
    expect(page.text()).toContain('没有拿到位置')
    await page.get('input[value=pin]').setValue(true)
    await page.get('input[type=text]').setValue(' 424892 ')
    await page.get('form').trigger('submit')
    await expect.poll(() => router.currentRoute.value.name).toBe('caregiver-round')
    await expect.poll(() => sent.length).toBe(1)
    expect(sent[0]?.body).toMatchObject({
      move: 'CHECK_IN',
      seen: 4,
      position: null,
      proof: { kind: 'pin', value: '424892' },
    })
  })

  it('waits for a proof unless there is none to be had, and then says what that means', async () => {
    const { page } = await open('wang-2')
    expect(page.get('.thumb.main').attributes('disabled')).toBeDefined()
    await page.get('input[value=none]').setValue(true)
    expect(page.get('.thumb.main').attributes('disabled')).toBeUndefined()
    expect(page.text()).toContain('对象未核实')
  })

  it('is read without trouble by a screen reader', async () => {
    const { page } = await open('wang-3')
    expect(await faultsOf(page)).toEqual([])
  })
})
