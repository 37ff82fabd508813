import { expect, it } from 'vitest'

import { mounted } from '@/ui/testing/mounting'

import NotThisDay from './NotThisDay.vue'

it('names the order that is not on the day, and can be put away', async () => {
  const missing = mounted(NotThisDay, { number: 'WO1' })
  expect(missing.text()).toContain('这一天没有工单 WO1')
  await missing.get('button').trigger('click')
  expect(missing.emitted('close')).toHaveLength(1)
})
