import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'

import type { WorkOrder } from '@/api/shapes'
import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'
import type { Answers } from '@/ui/testing/mountPage'

import { anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import Round from './Round.vue'

const visit = (number: string, hour: string, different: Partial<WorkOrder> = {}): WorkOrder =>
  anOrder({
    number,
    window_from: `2026-11-23T${hour}:00:00+08:00`,
    window_until: `2026-11-23T${hour}:50:00+08:00`,
    caregivers: [{ number: 'C1', name: '李芳', planned_start_at: null, round_position: null, travel_seconds: 600 }],
    ...different,
  })

const first = visit('WO1', '09', { state: 'COMPLETED' })
const second = visit('WO2', '10', { elder: { number: 'E2', name: '赵**' } })

describe("the carer's day", () => {
  it('puts the next stop first and counts what is done', async () => {
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([second, first]) }, 'li-1')
    expect(page.get('.panel').text()).toContain('赵**')
    expect(page.get('.panel').text()).toContain('完成 1/2')
    expect(page.get('.thumb.main').text()).toBe('接单')
    expect(await faultsOf(page)).toEqual([])
  })

  it('tells how far it is only until the carer is there', async () => {
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([second]) }, 'li-far')
    expect(page.get('.panel').text()).toContain('路上约 10 分钟')
    const there = visit('WO2', '10', { state: 'IN_SERVICE' })
    const { page: later } = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([there]) }, 'li-there')
    expect(later.get('.panel').text()).not.toContain('路上')
  })

  it('speaks of no way where there is none to go', async () => {
    const caregivers = [{ number: 'C1', name: '李芳', planned_start_at: null, round_position: null, travel_seconds: 0 }]
    const nextDoor = visit('WO2', '10', { caregivers })
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([nextDoor]) }, 'li-near')
    expect(page.get('.panel').text()).not.toContain('路上')
  })

  it('goes on without a network: the move is kept, shown and counted', async () => {
    const answers: Answers = { 'GET /work-orders': pageOf([second]), 'POST /work-orders/WO2/moves': 0 }
    const { page, sent } = await mountOnTablet(Round, '/', answers, 'li-2')
    await page.get('.thumb.main').trigger('click')
    await expect.poll(() => page.get('.thumb.main').text()).toBe('出发')
    expect(page.text()).toContain('1 步未上传')
    expect(sent[0]?.body).toMatchObject({ move: 'ACCEPT', seen: second.version })
  })

  it('shows the round last seen when the tablet starts without signal', async () => {
    const before = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([second]) }, 'li-3')
    before.page.unmount()
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': 0 }, 'li-3')
    await expect.poll(() => page.text()).toContain('赵**')
  })

  it('says that nothing can be read where nothing was seen before', async () => {
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': 0 }, 'li-4')
    expect(page.get('[role=alert]').text()).toContain('连不上服务器')
  })

  it('says how an empty day fills', async () => {
    const { page } = await mountOnTablet(Round, '/', { 'GET /work-orders': pageOf([]) }, 'li-5')
    expect(page.text()).toContain('调度员派单后会自动出现在这里')
  })

  it('shows address and phone only after they are asked for, and says why', async () => {
    const answers = {
      'GET /work-orders': pageOf([second]),
      'POST /elders/E2/reveal': { name: '赵桂花', address: '杏花路49号', phone: '13800001234' },
    }
    const { page, sent } = await mountOnTablet(Round, '/', answers, 'li-6')
    expect(page.text()).not.toContain('杏花路')
    await page.get('.reveal button').trigger('click')
    await expect.poll(() => page.text()).toContain('杏花路49号')
    expect(page.find('a[href="tel:13800001234"]').exists()).toBe(true)
    expect(sent[0]?.body).toMatchObject({ reason: '上门服务' })
  })
})
