import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'

import { makeMove } from '@/api/orders'
import type { WorkOrder } from '@/api/shapes'
import { faultsOf } from '@/ui/testing/faults'
import { mounted } from '@/ui/testing/mounting'

import { aComplaint } from '../testing/build'
import ComplaintDecision from './ComplaintDecision.vue'

vi.mock('@/api/orders', () => ({ makeMove: vi.fn() }))

const order = {
  number: 'WO1',
  version: 9,
  complaint: 'OPEN',
  allowed_moves: ['DECIDE_COMPLAINT'],
} as unknown as WorkOrder

beforeEach(() => {
  vi.mocked(makeMove).mockReset().mockResolvedValue(order)
})

it('decides once asked twice, with what was found in words', async () => {
  const wrapper = mounted(ComplaintDecision, { order })
  await wrapper.findAll('button')[1]?.trigger('click')
  expect(makeMove).not.toHaveBeenCalled()
  await wrapper.get('input').setValue('已打电话核实')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(vi.mocked(makeMove).mock.calls[0]?.[1]).toMatchObject({
    move: 'DECIDE_COMPLAINT',
    seen: 9,
    reason_code: 'complaint_dismissed',
    reason: '已打电话核实',
  })
  expect(wrapper.emitted('changed')).toHaveLength(1)
})

it('keeps the focus once the answer that held it is gone', async () => {
  const wrapper = mounted(ComplaintDecision, { order })
  wrapper.get('button').element.focus()
  await wrapper.setProps({ order: { ...order, complaint: 'UPHELD' } })
  await flushPromises()
  expect(document.activeElement).toBe(wrapper.get('section').element)
})

it('offers nothing to who may not decide, and says how it ended', () => {
  const watching = mounted(ComplaintDecision, { order: { ...order, allowed_moves: [] } })
  expect(watching.findAll('button')).toHaveLength(0)
  const ended = mounted(ComplaintDecision, { order: { ...order, complaint: 'UPHELD', allowed_moves: [] } })
  expect(ended.text()).toContain('投诉已核定属实')
})

it('is not there when nobody complained, and readable when somebody did', async () => {
  expect(mounted(ComplaintDecision, { order: { ...order, complaint: null } }).find('section').exists()).toBe(false)
  expect(await faultsOf(mounted(ComplaintDecision, { order }))).toEqual([])
})

it('shows what was complained about beside the decision, and still once it is made', () => {
  const said = aComplaint({ words: '等了一个小时' })
  for (const complaint of ['OPEN', 'UPHELD']) {
    const wrapper = mounted(ComplaintDecision, { order: { ...order, complaint }, said })
    expect(wrapper.text()).toContain('不满意，来晚了')
    expect(wrapper.get('q').text()).toBe('等了一个小时')
  }
})
