import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'

import { pageOf } from '@/ui/testing/answers'

import { anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import GiveBack from './GiveBack.vue'

const order = anOrder({ state: 'ACCEPTED', version: 3, allowed_moves: ['RETURN'] })
const answers = {
  'GET /work-orders': pageOf([order]),
  'POST /work-orders/WO1/moves': { ...order, state: 'CREATED', version: 4 },
}

it('sends what was chosen as a code and what was typed as words', async () => {
  const { page, sent } = await mountOnTablet(GiveBack, '/stops/WO1/return', answers, 'qian-1')
  await page.get('input[value=vehicle_broken]').setValue(true)
  await page.get('input[type=text]').setValue('在桥头')
  await page.get('form').trigger('submit')
  await expect.poll(() => sent.length).toBe(1)
  expect(sent[0]?.body).toMatchObject({ move: 'RETURN', reason_code: 'vehicle_broken', reason: '在桥头' })
})
