import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'

import { makeMove } from '@/api/orders'
import type { WorkOrder } from '@/api/shapes'
import { faultsOf } from '@/ui/testing/faults'
import { mounted } from '@/ui/testing/mounting'

import { anOrder } from '../testing/build'
import ComplaintDecision from './ComplaintDecision.vue'

vi.mock('@/api/orders', () => ({ makeMove: vi.fn() }))

const decided = anOrder({ complaint: 'UPHELD', allowed_moves: ['REPORT_RESOLUTION'] })

beforeEach(() => {
  vi.mocked(makeMove).mockReset().mockResolvedValue(decided)
})

const shown = (different: Partial<WorkOrder> = {}) => mounted(ComplaintDecision, { order: { ...decided, ...different } })

it('notes down what was said on the telephone, once asked twice, with or without their words', async () => {
  for (const words of ['', '还是来晚']) {
    const wrapper = shown()
    await wrapper.findAll('button')[1]?.trigger('click')
    expect(wrapper.text()).toContain('投诉人说问题没有解决？')
    if (words) await wrapper.get('input').setValue(words)
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(vi.mocked(makeMove).mock.lastCall?.[1]).toMatchObject({
      move: 'REPORT_RESOLUTION',
      seen: 8,
      reason_code: 'not_resolved',
      reason: words,
    })
    expect(wrapper.emitted('changed')).toHaveLength(1)
  }
})

it('asks nothing before the decision, of who may not answer, and after the answer', () => {
  expect(shown({ complaint: 'OPEN' }).text()).not.toContain('对方说')
  expect(shown({ allowed_moves: [] }).findAll('button')).toHaveLength(0)
  const answered = shown({ resolution: 'RESOLVED', allowed_moves: [] })
  expect(answered.findAll('button')).toHaveLength(0)
  expect(answered.text()).toContain('投诉人说：问题已经解决。')
})

it('is read without trouble by a screen reader', async () => {
  const wrapper = shown()
  await wrapper.get('button').trigger('click')
  expect(await faultsOf(wrapper)).toEqual([])
})
