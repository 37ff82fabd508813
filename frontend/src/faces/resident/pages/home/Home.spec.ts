import { describe, expect, it } from 'vitest'

import { pageOf } from '@/ui/testing/answers'
import { faultsOf } from '@/ui/testing/faults'
import { mountPage, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { aDish, anElder, anOrder } from '../../testing/builders'
import { signedIn } from '../../testing/people'
import Home from './Home.vue'

const noodles = aDish({ code: 'beef-noodles', name_zh: '牛肉面', allergens: ['麸质'] })
const congee = aDish({ code: 'congee', name_zh: '鸡丝粥', price_fen: 1100 })
const yesterday = anOrder({ day: '2026-11-23', state: 'COMPLETED', dishes: [{ ...congee, count: 1 }] })
const someoneElsesNoodles = { ...yesterday, dishes: [{ ...noodles, count: 1 }] }

const open = (answers: Answers, elder = anElder()) =>
  mountPage(Home, { me: signedIn('elder', [elder]), routes, at: '/', answers })

describe("an elder's first screen", () => {
  it("asks about today's lunch with its price, and orders like yesterday in one press", async () => {
    const { page, router } = await open({
      'GET /work-orders': pageOf([yesterday]),
      'GET /menu': [noodles, congee],
    })
    expect(page.text()).toContain('今天的午饭，跟昨天一样吗？')
    expect(page.text()).toContain('¥11')
    await page.get('button.yes').trigger('click')
    await expect.poll(() => router.currentRoute.value.query.dishes).toBe('congee:1')
  })

  it('never offers again what the elder must not eat', async () => {
    const answers = { 'GET /work-orders': pageOf([someoneElsesNoodles]), 'GET /menu': [noodles] }
    const { page } = await open(answers, anElder({ allergens: ['麸质'] }))
    expect(page.text()).not.toContain('牛肉面')
    expect(page.find('button.yes').exists()).toBe(false)
  })

  it('warns at once, not only at the last question, of a dish that is not as the elder should eat', async () => {
    const answers = { 'GET /work-orders': pageOf([]), 'GET /menu': [congee] }
    const { page } = await open(answers, anElder({ diet_tags: ['低糖'] }))
    expect(page.text()).toContain('注意：这道菜不是低糖的。')
  })

  it('shows who is on the way before it asks about the next meal', async () => {
    const who = { number: 'C1', name: '李芳', planned_start_at: '2026-11-24T08:30:00+08:00' }
    const coming = anOrder({
      day: '2026-11-24',
      state: 'DEPARTED',
      service: { code: 'health_check', name_zh: '健康管理', name_en: 'Health check', is_meal: false },
      caregivers: [{ ...who, round_position: 1, travel_seconds: 300 }],
    })
    const { page } = await open({ 'GET /work-orders': pageOf([coming]), 'GET /menu': [congee] })
    const text = page.text()
    expect(text).toContain('李芳在路上了，08:30 到。')
    expect(text.indexOf('李芳')).toBeLessThan(text.indexOf('今天的午饭'))
  })

  it('says what to do when nothing can be read, and tries again', async () => {
    const answers: Answers = { 'GET /work-orders': 0, 'GET /menu': 0 }
    const { page } = await open(answers)
    expect(page.text()).toContain('连不上服务器')
    answers['GET /work-orders'] = pageOf([])
    answers['GET /menu'] = [congee]
    await page.get('button').trigger('click')
    await expect.poll(() => page.text()).toContain('鸡丝粥')
  })

  it('leads to the complaint that waits to hear whether it is solved', async () => {
    const decided = { ...yesterday, state: 'EVALUATED', complaint: 'UPHELD', allowed_moves: ['REPORT_RESOLUTION'] }
    const { page } = await open({ 'GET /work-orders': pageOf([decided]), 'GET /menu': [congee] })
    const asked = page.findAll('a.ask').find((link) => link.text() === '您反映的问题，解决了吗？')
    expect(asked?.attributes('href')).toBe('/orders/WO1')
  })

  it('has nothing that keeps a screen reader out', async () => {
    const { page } = await open({ 'GET /work-orders': pageOf([yesterday]), 'GET /menu': [congee] })
    expect(await faultsOf(page)).toEqual([])
  })
})
