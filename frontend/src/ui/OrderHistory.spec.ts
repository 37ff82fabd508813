import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'

import { listEvents } from '@/api/orders'
import type { OrderEvent } from '@/api/shapes'

import OrderHistory from './OrderHistory.vue'
import { mounted } from './testing/mounting'

vi.mock('@/api/orders', () => ({ listEvents: vi.fn() }))

const told = (seq: number, facts: Record<string, unknown>): OrderEvent => ({
  seq,
  version: seq,
  move: 'RETURN',
  state: 'CREATED',
  by: { display_name: '向阳驿站', role: 'station_operator' },
  happened_at: '2026-11-23T10:00:00+08:00',
  recorded_at: '2026-11-23T10:00:00+08:00',
  facts,
  prev_hash: '',
  hash: '',
})

it('words the reasons the system gives, and leaves a person’s own words as they are', async () => {
  vi.mocked(listEvents).mockResolvedValue([
    told(1, { reason: 'caregiver_withdrawn' }),
    told(2, { reason: '老人改了时间.' }),
  ])
  const wrapper = mounted(OrderHistory, { number: 'WO1' })
  await flushPromises()
  expect(wrapper.text()).toContain('原因：护理员当天不能来')
  expect(wrapper.text()).toContain('原因：老人改了时间.')
})

it('says what was chosen and added, and what was tried at a shut door, in the reader’s language', async () => {
  vi.mocked(listEvents).mockResolvedValue([
    told(1, { reason: 'vehicle_broken', note: '在桥头' }),
    told(2, { reason: 'nobody_home', tried: { wait: '2026-11-23T10:05:00+08:00', ring: '2026-11-23T10:06:00+08:00' } }),
    told(3, { delay_minutes: 20, expected_at: '2026-11-23T10:40:00+08:00' }),
  ])
  const chinese = mounted(OrderHistory, { number: 'WO1' })
  await flushPromises()
  expect(chinese.text()).toContain('原因：护理员的车坏了；在桥头')
  expect(chinese.text()).toContain('原因：家中无人应门 等候 10:05、敲门 10:06')
  expect(chinese.text()).toContain('晚 20 分钟，约 10:40 到')
  const english = mounted(OrderHistory, { number: 'WO1' }, 'en')
  await flushPromises()
  expect(english.text()).toContain("Reason: the carer's vehicle broke down; 在桥头")
  expect(english.text()).toContain('waited 10:05, rang 10:06')
})
