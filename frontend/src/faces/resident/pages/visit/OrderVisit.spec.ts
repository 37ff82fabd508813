import { describe, expect, it } from 'vitest'

import type { Service } from '@/api/shapes'
import { pageOf } from '@/ui/testing/answers'
import { mountPage, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { anOrder } from '../../testing/builders'
import { signedIn } from '../../testing/people'
import OrderVisit from './OrderVisit.vue'

const service = (code: string, name_zh: string) =>
  ({ code, name_zh, name_en: code, minutes: 60, price_fen: 3000, is_meal: false, emergency: false }) as Service
const SERVICES = [service('bathing', '助浴'), service('cleaning', '助洁'), service('haircut', '理发')]

const open = (at: string, role: 'elder' | 'family_member' = 'elder', answers: Answers = {}) =>
  mountPage(OrderVisit, {
    me: signedIn(role),
    routes,
    at,
    answers: { 'GET /services': pageOf(SERVICES), 'GET /work-orders': pageOf([]), ...answers },
  })

describe('asking for a visit', () => {
  it('offers an elder two services a screen, and after the last ones the first again', async () => {
    const { page } = await open('/visit')
    const offered = () => page.findAll('.answers .word').map((word) => word.text())
    expect(offered()).toEqual(['助浴', '助洁'])
    await page.get('.more button').trigger('click')
    expect(offered()).toEqual(['理发'])
    await page.get('.more button').trigger('click')
    expect(offered()).toEqual(['助浴', '助洁'])
  })

  it('offers a family member all of them at once', async () => {
    const { page } = await open('/visit', 'family_member')
    expect(page.findAll('.answers .word')).toHaveLength(3)
    expect(page.find('.more').exists()).toBe(false)
  })

  it('asks once more with time and price, then sends exactly that', async () => {
    const order = anOrder({ number: 'WO9', version: 1 })
    const confirm = '/visit?service=bathing&day=2026-11-25&half=morning'
    const { page, router, sent } = await open(confirm, 'family_member', { 'POST /service-requests': order })
    expect(page.text()).toContain('¥30')
    await page.get('input').setValue(' 按两下门铃 ')
    await page.get('button.yes').trigger('click')
    await expect.poll(() => router.currentRoute.value.fullPath).toBe('/orders/WO9?new=1')
    expect(sent[0]?.body).toEqual({
      elder: 'E1',
      service: 'bathing',
      window_from: '2026-11-25T09:00:00+08:00',
      window_until: '2026-11-25T11:00:00+08:00',
      note: '按两下门铃',
    })
  })
})
