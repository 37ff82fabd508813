import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'

import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'

import { anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import Late from './Late.vue'

const order = anOrder({
  state: 'ACCEPTED',
  version: 3,
  promised_at: '2026-11-23T09:30:00+08:00',
  allowed_moves: ['REPORT_DELAY'],
})
const answers = {
  'GET /work-orders': pageOf([order]),
  'POST /work-orders/WO1/moves': { ...order, version: 4 },
}
const open = (who: string) => mountOnTablet(Late, '/stops/WO1/late', answers, who)

describe('running late', () => {
  it('offers times of arrival and sends the minutes as a number', async () => {
    const { page, sent } = await open('zhao-1')
    expect(page.findAll('fieldset label').map((label) => label.text())).toContain('09:50（晚 20 分钟）')
    await page.get('input[value="20"]').setValue(true)
    await page.get('form').trigger('submit')
    await expect.poll(() => sent.length).toBe(1)
    expect(sent[0]?.body).toMatchObject({ move: 'REPORT_DELAY', seen: 3, delay_minutes: 20 })
    expect(sent[0]?.body).not.toHaveProperty('reason')
  })

  it("adds the carer's own words as words", async () => {
    const { page, sent } = await open('zhao-2')
    await page.get('input[value="60"]').setValue(true)
    await page.get('input[type=text]').setValue(' 路上堵车 ')
    await page.get('form').trigger('submit')
    await expect.poll(() => sent.length).toBe(1)
    expect(sent[0]?.body).toMatchObject({ delay_minutes: 60, reason: '路上堵车' })
  })

  it('is read without trouble by a screen reader', async () => {
    const { page } = await open('zhao-3')
    expect(await faultsOf(page)).toEqual([])
  })
})
