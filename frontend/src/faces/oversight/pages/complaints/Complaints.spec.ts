import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'
import { mountPage, settled, type Answers } from '@/ui/testing/mountPage'

import { aComplaint, REGULATOR } from '../../testing/build'
import { routes } from '../../routes'
import Complaints from './Complaints.vue'

const open = (answers: Answers, language: 'zh-CN' | 'en' = 'zh-CN', at = '/complaints') =>
  mountPage(Complaints, { me: REGULATOR, routes, at, answers, language })
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function aWhile(): Promise<void> {
  vi.advanceTimersByTime(16_000)
  await settled()
}

const listed = (...results: unknown[]): Answers => ({ 'GET /oversight/complaints': pageOf(results) })

it('says what was complained about, of which visit, by whom and when', async () => {
  const { page } = await open(listed(aComplaint({ words: '等了一个小时' })))
  const row = page.get('li a')
  for (const said of ['健康管理 · 王**', '向阳驿站', '11:00–12:00', '不满意，来晚了', '等了一个小时', '家属', '13:05 提出', 'WO1']) {
    expect(row.text()).toContain(said)
  }
  expect(row.attributes('href')).toBe('/orders/WO1')
  expect(await faultsOf(page)).toEqual([])
})

it('quotes nobody who added no words', async () => {
  const { page } = await open(listed(aComplaint()), 'en')
  expect(page.get('li').text()).toContain('not happy: they were late')
  expect(page.find('q').exists()).toBe(false)
})

it('claims no number where the list goes on', async () => {
  const { page } = await open({ 'GET /oversight/complaints': { results: [aComplaint()], next: 'https://…?cursor=x', previous: null } })
  expect(page.get('[role=status]').text()).toBe('超过 1 件，先列出最早的 1 件')
})

it('says so when nobody complained', async () => {
  const { page } = await open(listed())
  expect(page.text()).toContain('没有等待核定的投诉')
})

it('shows what was complained about and decided since, without being loaded again', async () => {
  const answers = listed(aComplaint({ order: 'WO1' }))
  const { page } = await open(answers)
  Object.assign(answers, listed(aComplaint({ order: 'WO2' }), aComplaint({ order: 'WO3' })))
  await aWhile()
  expect(page.findAll('li').map((row) => row.get('a').attributes('href'))).toEqual(['/orders/WO2', '/orders/WO3'])
  expect(page.get('[role=status]').text()).toBe('2 件')
})

it('keeps what it showed when it cannot be asked for again', async () => {
  const answers = listed(aComplaint())
  const { page } = await open(answers)
  answers['GET /oversight/complaints'] = new Response('{}', { status: 503 })
  await aWhile()
  expect(page.findAll('li')).toHaveLength(1)
})

it('lists apart what is decided and waits for a call', async () => {
  const answers = listed(aComplaint({ complaint: 'DISMISSED' }))
  const { page } = await open(answers, 'zh-CN', '/complaints?list=unanswered')
  expect(page.get('nav [aria-current]').text()).toBe('等待回访')
  expect(page.get('li').text()).toContain('投诉已核定不属实')
  expect(await faultsOf(page)).toEqual([])
  Object.assign(answers, listed())
  const asked = vi.spyOn(globalThis, 'fetch')
  await aWhile()
  expect((asked.mock.lastCall?.[0] as Request).url).toContain('answered=false')
  expect(page.text()).toContain('没有等待回访的投诉')
})
