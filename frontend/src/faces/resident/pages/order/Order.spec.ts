import { describe, expect, it } from 'vitest'

import { faultsOf } from '@/ui/testing/faults'
import { mountPage, settled, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { anOrder } from '../../testing/builders'
import { signedIn } from '../../testing/people'
import Order from './Order.vue'

const order = anOrder({ day: '2026-11-24', window_from: '2026-11-24T11:00:00+08:00' })

const open = (answers: Answers, at = '/orders/WO1') =>
  mountPage(Order, { me: signedIn('elder'), routes, at, answers })

const refusal = (status: number, code: string, title: string) =>
  new Response(JSON.stringify({ code, title, status }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

describe('one order', () => {
  it('offers what the server allows and nothing else', async () => {
    const { page } = await open({ 'GET /work-orders/WO1': { ...order, allowed_moves: ['URGE'] } })
    expect(page.text()).toContain('催一催')
    expect(page.text()).not.toContain('取消这次服务')
  })

  it('asks before it cancels, with nothing else on the screen', async () => {
    const { page } = await open({ 'GET /work-orders/WO1': order }, '/orders/WO1?ask=cancel')
    expect(page.get('h1').text()).toBe('真的要取消吗？')
    expect(page.text()).not.toContain('单号')
    expect(page.findAll('.answers button')).toHaveLength(2)
  })

  it('cancels on the version that was seen', async () => {
    const cancelled = { ...order, state: 'CANCELLED', version: 3, allowed_moves: [] }
    const answers = { 'GET /work-orders/WO1': order, 'POST /work-orders/WO1/moves': cancelled }
    const { page, sent } = await open(answers, '/orders/WO1?ask=cancel')
    await page.get('button.grave').trigger('click')
    await expect.poll(() => page.text()).toContain('这餐已经取消。')
    expect(sent[0]?.body).toMatchObject({ move: 'CANCEL', seen: 2 })
  })

  it('says in the words of the server why it cannot be cancelled any more', async () => {
    const moves = refusal(409, 'moved_on', '服务人员已经出发，不能取消。')
    const answers = { 'GET /work-orders/WO1': order, 'POST /work-orders/WO1/moves': moves }
    const { page } = await open(answers, '/orders/WO1?ask=cancel')
    await page.get('button.grave').trigger('click')
    await settled()
    expect(page.get('[role=alert]').text()).toContain('服务人员已经出发，不能取消。')
  })

  it('says what became of a complaint', async () => {
    const waiting = await open({ 'GET /work-orders/WO1': { ...order, state: 'EVALUATED', complaint: 'OPEN' } })
    expect(waiting.page.text()).toContain('监管部门会核实')
    const upheld = await open({ 'GET /work-orders/WO1': { ...order, state: 'EVALUATED', complaint: 'UPHELD' } })
    expect(upheld.page.text()).toContain('您反映的情况属实')
  })

  it('asks who complained whether it is solved, and sends the answer with their words', async () => {
    const decided = { ...order, state: 'EVALUATED', complaint: 'UPHELD', allowed_moves: ['REPORT_RESOLUTION'] }
    const solved = { ...decided, version: 3, resolution: 'NOT_RESOLVED', allowed_moves: [] }
    const answers = { 'GET /work-orders/WO1': decided, 'POST /work-orders/WO1/moves': solved }
    const { page, sent } = await open(answers)
    expect(page.get('.resolution h2').text()).toBe('您反映的问题解决了吗？')
    expect(await faultsOf(page)).toEqual([])
    const looks = page.findAll('.resolution .answers button').map((button) => button.attributes('class'))
    expect(new Set(looks).size, 'neither answer is the expected one').toBe(1)
    await page.get('.own-words button').trigger('click')
    await page.get('textarea').setValue('还是来晚')
    await page.findAll('.resolution .answers button')[1]?.trigger('click')
    await settled()
    expect(sent[0]?.body).toMatchObject({ move: 'REPORT_RESOLUTION', seen: 2, reason_code: 'not_resolved', reason: '还是来晚' })
    expect(page.find('.resolution').exists()).toBe(false)
    expect(page.text()).toContain('问题还没有解决')
  })

  it('keeps what was written when the answer did not arrive', async () => {
    const decided = { ...order, complaint: 'DISMISSED', allowed_moves: ['REPORT_RESOLUTION'] }
    const { page } = await open({ 'GET /work-orders/WO1': decided, 'POST /work-orders/WO1/moves': 0 })
    await page.get('.own-words button').trigger('click')
    await page.get('textarea').setValue('还是来晚')
    await page.get('.resolution .answers button').trigger('click')
    await settled()
    expect(page.find('.resolution [role=alert]').exists()).toBe(true)
    expect(page.get('textarea').element.value).toBe('还是来晚')
  })

  it('is read without trouble by a screen reader', async () => {
    const { page } = await open({ 'GET /work-orders/WO1': order })
    expect(await faultsOf(page)).toEqual([])
  })
})
