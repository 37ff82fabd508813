import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'

import { faultsOf } from '@/ui/testing/faults'
import type { Answers } from '@/ui/testing/mountPage'

import { openStorage } from '../../outbox/storage'
import { anEntry, anOrder } from '../../testing/builders'
import { mountOnTablet } from '../../testing/mountOnTablet'
import Unsent from './Unsent.vue'

const refusal = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } })

async function openWithOneKept(account: string, answers: Answers) {
  await openStorage().append(anEntry({ command: account, account, move: 'DEPART', stateSeen: 'ACCEPTED' }))
  return mountOnTablet(Unsent, '/unsent', answers, account)
}

describe('what is not sent yet', () => {
  it('says in plain words that the elder cancelled meanwhile, and can be given up', async () => {
    const order = anOrder({ state: 'CANCELLED', version: 9, allowed_moves: [] })
    const answers = { 'POST /work-orders/WO1/moves': refusal(409, { code: 'moved_on', title: '已变化', order }) }
    const { page } = await openWithOneKept('zhou-1', answers)
    await expect.poll(() => page.text()).toContain('您没有信号的时候，这一单取消了，不用去了。')
    expect(page.text()).toContain('健康检查 · 王**')
    expect(page.text()).not.toContain('仍然上传')
    expect(await faultsOf(page)).toEqual([])
    await page.get('button.grave').trigger('click')
    await page.get('form').trigger('submit')
    await expect.poll(() => page.text()).toContain('全部已上传')
  })

  it('does not promise to send by itself what waits behind a step that needs the person', async () => {
    const order = anOrder({ state: 'CANCELLED', version: 9, allowed_moves: [] })
    const answers = { 'POST /work-orders/WO1/moves': refusal(409, { code: 'moved_on', title: '已变化', order }) }
    await openStorage().append(anEntry({ command: 'zhou-3b', account: 'zhou-3', move: 'ACCEPT', stateSeen: 'DISPATCHED' }))
    const { page } = await openWithOneKept('zhou-3', answers)
    await expect.poll(() => page.text()).toContain('等上面那一步处理好再传。')
    expect(page.text()).toContain('这几步没有上传成功，要您决定。')
    expect(page.text()).not.toContain('马上再传一次')
  })

  it('says when nothing waits', async () => {
    const { page } = await mountOnTablet(Unsent, '/unsent', {}, 'zhou-2')
    expect(page.text()).toContain('全部已上传')
  })
})
