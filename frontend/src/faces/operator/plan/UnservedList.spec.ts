import { expect, it } from 'vitest'

import type { Unserved } from '@/api/plans'
import { faultsOf } from '@/ui/testing/faults'
import { mounted } from '@/ui/testing/mounting'

import { anOrder, NOW, unserved } from '../testing/build'
import UnservedList from './UnservedList.vue'

const shown = (different: Partial<Unserved>) =>
  mounted(UnservedList, {
    unserved: [unserved('WO1', different)],
    orders: new Map([['WO1', anOrder()]]),
    carers: new Map([['C1', '王芳']]),
    now: NOW,
  })
const rule = (code: string, text: string) => ({ code, text })

it('names the rules that together leave no way to place a visit, and then each carer', async () => {
  const rules = [rule('window', '要在预约时段内开始。'), rule('shift', '要在班次内去。')]
  const reasons = [{ caregiver: 'C1', code: 'shift', text: '护理员C1没有班次。' }]
  const wrapper = shown({ rules, reasons })
  expect(wrapper.get('.rules').text()).toContain('这 2 条合在一起')
  expect(wrapper.findAll('.rules li').map((line) => line.text())).toEqual(['要在预约时段内开始。', '要在班次内去。'])
  expect(wrapper.text()).toContain('护理员王芳没有班次。')
  expect(await faultsOf(wrapper)).toEqual([])
})

it('names the carer who would have to stay longer, and leaves the reasons of each to be opened', () => {
  const relaxation = { code: 'overtime', text: '如果护理员C1加班 30 分钟，就能安排。', seconds: 1800, caregiver: 'C1' }
  const reasons = [
    { caregiver: null, code: 'window_past', text: '预约时段已经过去。' },
    { caregiver: 'C1', code: 'shift', text: '护理员C1没有班次。' },
  ]
  const wrapper = shown({ relaxation, reasons })
  expect(wrapper.get('.way-out').text()).toContain('护理员王芳加班 30 分钟')
  expect(wrapper.get('details').text()).toContain('护理员王芳没有班次。')
  expect(wrapper.get('details').text()).not.toContain('预约时段')
  expect(wrapper.text()).toContain('预约时段已经过去。')
})

it('says of one rule that it is enough', () => {
  const wrapper = shown({ rules: [rule('credential', '去的人要有证书。')] })
  expect(wrapper.get('.rules').text()).toContain('单凭这一条')
})

it('names no rules where none are known', () => {
  expect(shown({ verdict: 'blocked_by' }).find('.rules').exists()).toBe(false)
})
