import { describe, expect, it } from 'vitest'

import { faultsOf } from '@/ui/testing/faults'
import { mountPage, settled, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { anOrder } from '../../testing/builders'
import { signedIn } from '../../testing/people'
import Rate from './Rate.vue'

const done = anOrder({ state: 'COMPLETED', version: 8, allowed_moves: ['EVALUATE'] })
const ORDER = 'GET /work-orders/WO1'
const MOVES = 'POST /work-orders/WO1/moves'
const rated = { ...done, state: 'EVALUATED', version: 9, allowed_moves: [] }

const open = (answers: Answers = { [ORDER]: done, [MOVES]: rated }) =>
  mountPage(Rate, { me: signedIn('elder'), routes, at: '/orders/WO1/rate', answers })
type Page = Awaited<ReturnType<typeof open>>['page']

async function say(page: Page, words: string): Promise<void> {
  await page.get('.own-words button').trigger('click')
  await page.get('textarea').setValue(words)
}

async function press(page: Page, answer: string): Promise<void> {
  await page.findAll('.answers button').find((button) => button.text() === answer)?.trigger('click')
  await settled()
}

describe('rating a service', () => {
  it('takes two answers and asks for no words', async () => {
    const { page, sent } = await open()
    expect(page.findAll('.answers button')).toHaveLength(2)
    expect(page.find('textarea').exists()).toBe(false)
    await press(page, '满意')
    expect(sent[0]?.body).toMatchObject({ move: 'EVALUATE', seen: 8, reason_code: 'satisfied' })
    expect(sent[0]?.body).not.toHaveProperty('reason')
  })

  it('sends the words along, whichever question they were written under', async () => {
    const { page, sent } = await open()
    await say(page, ' 汤洒了一半 ')
    await press(page, '不满意')
    expect(page.get('textarea').element.value).toBe(' 汤洒了一半 ')
    await press(page, '做得不好')
    expect(sent[0]?.body).toMatchObject({ reason_code: 'complaint_poor', reason: '汤洒了一半' })
  })

  it('takes no more words than are kept', async () => {
    const { page } = await open()
    await say(page, '好')
    expect(page.get('textarea').attributes('maxlength')).toBe('200')
    expect(page.get('.own-words').text()).toContain('最多 200 字')
  })

  it('is another command when other words are sent after a broken line', async () => {
    const { page, sent } = await open({ [ORDER]: done, [MOVES]: 0 })
    await press(page, '满意')
    await press(page, '满意')
    await say(page, '菜很香')
    await press(page, '满意')
    const commands = sent.map(({ body }) => (body as { command: string }).command)
    expect(commands[1]).toBe(commands[0])
    expect(commands[2]).not.toBe(commands[0])
  })

  it('is read without trouble by a screen reader', async () => {
    const { page } = await open()
    await say(page, '好')
    expect(await faultsOf(page)).toEqual([])
  })
})
