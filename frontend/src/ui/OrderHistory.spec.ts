import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'

import { listEvents } from '@/api/orders'
import type { OrderEvent } from '@/api/shapes'

import OrderHistory from './OrderHistory.vue'
import { mounted } from './testing/mounting'

vi.mock('@/api/orders', () => ({ listEvents: vi.fn() }))

const because = (seq: number, reason: string): OrderEvent => ({
  seq,
  version: seq,
  move: 'RETURN',
  state: 'CREATED',
  by: { display_name: '向阳驿站', role: 'station_operator' },
  happened_at: '2026-11-23T10:00:00+08:00',
  recorded_at: '2026-11-23T10:00:00+08:00',
  facts: { reason },
  prev_hash: '',
  hash: '',
})

it('words the reasons the system gives, and leaves a person’s own words as they are', async () => {
  vi.mocked(listEvents).mockResolvedValue([because(1, 'caregiver_withdrawn'), because(2, '老人改了时间.')])
  const wrapper = mounted(OrderHistory, { number: 'WO1' })
  await flushPromises()
  expect(wrapper.text()).toContain('原因：护理员当天不能来')
  expect(wrapper.text()).toContain('原因：老人改了时间.')
})
