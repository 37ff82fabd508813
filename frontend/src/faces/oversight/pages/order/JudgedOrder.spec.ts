import type { VueWrapper } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'

import type { Socket } from '@/live/feed'
import { mountPage, settled, type Answers } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { anEvent, anOrder, aVerdict, REGULATOR } from '../../testing/build'
import JudgedOrder from './JudgedOrder.vue'

const VERDICT = 'GET /oversight/work-orders/WO1/verdict'
const ORDER = 'GET /work-orders/WO1'
const NOT_JUDGED = new Response('{"code": "not_judged"}', { status: 404 })
const Page = defineComponent(() => () => h(JudgedOrder, { number: 'WO1' }))

let answers: Answers
let verdict: unknown
let asked: number
let page: VueWrapper
let socket: Socket

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  vi.stubGlobal('WebSocket', function () {
    socket = { onopen: null, onmessage: null, onclose: null, send: vi.fn(), close: vi.fn() }
    return socket
  })
  asked = 0
  answers = {
    [ORDER]: anOrder(),
    'GET /oversight/complaints': { results: [], next: null, previous: null },
    'GET /work-orders/WO1/events': { results: [anEvent(7, 'COMPLETE'), anEvent(8, 'EVALUATE')] },
    get [VERDICT]() {
      asked += 1
      return verdict
    },
  }
  return () => {
    page.unmount()
    vi.useRealTimers()
  }
})

async function open(): Promise<void> {
  page = (await mountPage(Page, { me: REGULATOR, routes, at: '/orders/WO1', answers })).page
}

async function aWhile(): Promise<void> {
  vi.advanceTimersByTime(6000)
  await settled()
}

it('asks for the verdict again until it has followed the last that happened, and then no more', async () => {
  verdict = aVerdict(7, 'no_objection')
  await open()
  expect(page.text()).toContain('没有异议')
  verdict = aVerdict(8, 'complaint_open')
  await aWhile()
  expect(page.text()).toContain('监管部门还没有核定')
  const soFar = asked
  await aWhile()
  expect(asked).toBe(soFar)
})

it('waits for the first verdict of what is over', async () => {
  verdict = NOT_JUDGED
  await open()
  verdict = aVerdict(8, 'complaint_open')
  await aWhile()
  expect(page.text()).toContain('监管部门还没有核定')
})

it('waits for no verdict of what is still to come', async () => {
  verdict = NOT_JUDGED
  answers[ORDER] = anOrder({ state: 'ACCEPTED' })
  await open()
  await aWhile()
  expect(asked).toBe(1)
})

it('reads again what may have happened between its first look and the beginning of the feed', async () => {
  verdict = aVerdict(8, 'complaint_open')
  await open()
  answers[ORDER] = anOrder({ complaint: 'UPHELD' })
  socket.onopen?.()
  socket.onmessage?.({ data: JSON.stringify({ refused: 'S1', code: 'since_in_future', head: 9 }) })
  await settled()
  expect(page.text()).toContain('投诉已核定属实')
})
