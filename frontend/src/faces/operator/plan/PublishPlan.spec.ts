import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'
import type { Plan } from '@/api/plans'
import { faultsOf } from '@/ui/testing/faults'
import { mounted } from '@/ui/testing/mounting'

import { anOrder, unserved } from '../testing/build'
import PublishPlan from './PublishPlan.vue'

const plan = {
  id: 'P1',
  state: 'ready',
  summary: { served: 7 },
  unserved: [
    unserved('WO1', { held_by: [{ number: 'C1', name: '王芳' }], goes_back: true }),
    unserved('WO2'),
  ],
} as unknown as Plan
const orders = new Map([['WO1', anOrder()]])
const carers = new Map([['C1', '王芳']])
const given = { plan, orders, carers, error: null }

it('names each visit that loses its carer before it publishes, and leaves those that are ticked', async () => {
  const wrapper = mounted(PublishPlan, given)
  await wrapper.get('button').trigger('click')
  expect(wrapper.findAll('fieldset label').map((line) => line.text())).toEqual([expect.stringMatching(/王\*\*.*王芳/)])
  expect(await faultsOf(wrapper)).toEqual([])
  await wrapper.get('input[type=checkbox]').setValue(true)
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('publish')).toEqual([[['WO1']]])
})

it('keeps nothing unless asked to', async () => {
  const wrapper = mounted(PublishPlan, given)
  await wrapper.get('button').trigger('click')
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('publish')).toEqual([[[]]])
})

it('names the carers whose shifts changed and offers a new plan', async () => {
  const error = new Problem(409, 'shifts_changed', '班次变了', {}, { caregivers: ['C1'] })
  const wrapper = mounted(PublishPlan, { ...given, error })
  expect(wrapper.get('[role=alert]').text()).toContain('王芳')
  await wrapper.get('[role=alert] button').trigger('click')
  expect(wrapper.emitted('again')).toHaveLength(1)
})
