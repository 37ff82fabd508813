import { describe, expect, it } from 'vitest'

import type { ElderBrief } from '@/api/shapes'
import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'
import { mountPage, settled, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { aDish, anElder, anOrder } from '../../testing/builders'
import { signedIn } from '../../testing/people'
import OrderMeal from './OrderMeal.vue'

const congee = aDish({ code: 'congee', name_zh: '鸡丝粥' })
const dumplings = aDish({ code: 'dumplings', name_zh: '韭菜鸡蛋水饺', allergens: ['鸡蛋'] })
const CONFIRM = '/meal?day=2026-11-24&meal=lunch&dishes=congee:2&from=2026-11-24T11:00:00%2B08:00'

const open = (at: string, answers: Answers = {}, role: 'elder' | 'family_member' = 'elder', elder?: ElderBrief) =>
  mountPage(OrderMeal, {
    me: signedIn(role, [elder ?? anElder()]),
    routes,
    at,
    answers: { 'GET /work-orders': pageOf([]), 'GET /menu': [dumplings, congee], ...answers },
  })

describe('ordering a meal', () => {
  it('shows one dish a screen with two answers', async () => {
    const { page } = await open('/meal')
    expect(page.get('h1').text()).toBe('今天的午饭，要鸡丝粥吗？')
    expect(page.findAll('.answers button')).toHaveLength(2)
  })

  it('stops at a dish the elder is allergic to, and says so', async () => {
    const { page } = await open('/meal', {}, 'elder', anElder({ allergens: ['鸡蛋'] }))
    await page.findAll('.answers button').at(-1)?.trigger('click')
    expect(page.text()).toContain('王秀英对鸡蛋过敏，不能订这道菜。')
    expect(page.find('button.yes').exists()).toBe(false)
  })

  it('gives a family member the whole menu, without a way to choose what must not be eaten', async () => {
    const { page } = await open('/meal', {}, 'family_member', anElder({ allergens: ['鸡蛋'] }))
    const rows = page.findAll('li.dish')
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => row.findAll('button').length)).toEqual([2, 0])
    expect(await faultsOf(page)).toEqual([])
  })

  it('asks once more with dish, time and price, then sends exactly that', async () => {
    const order = anOrder({ number: 'WO9', version: 1 })
    const { page, router, sent } = await open(CONFIRM, { 'POST /service-requests': order })
    expect(page.text()).toContain('今天 11:00–11:45')
    expect(page.text()).toContain('¥24')
    await page.get('button.yes').trigger('click')
    await expect.poll(() => router.currentRoute.value.fullPath).toBe('/orders/WO9?new=1')
    expect(sent[0]?.body).toEqual({
      elder: 'E1',
      service: 'meal_service',
      window_from: '2026-11-24T11:00:00+08:00',
      window_until: '2026-11-24T11:45:00+08:00',
      dishes: [{ code: 'congee', count: 2 }],
    })
  })

  it('keeps what was chosen when the line breaks, and makes no second order of a second press', async () => {
    const answers: Answers = { 'POST /service-requests': 0 }
    const { page, sent } = await open(CONFIRM, answers)
    await page.get('button.yes').trigger('click')
    await settled()
    expect(page.text()).toContain('连不上服务器')
    expect(page.text()).toContain('鸡丝粥')
    await page.get('button.yes').trigger('click')
    await settled()
    expect(sent).toHaveLength(2)
    expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
    expect(sent[1]?.key).toBe(sent[0]?.key)
  })
})
