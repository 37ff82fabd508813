import { expect, it } from 'vitest'

import type { Share } from '@/api/oversight'
import { faultsOf } from '@/ui/testing/faults'
import { mountPage } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { REGULATOR } from '../../testing/build'
import Rates from './Rates.vue'

const NOTHING: Share = { population: 0, hits: 0, rate: null, interval: null }
const SOLVED: Share = { population: 8, hits: 6, rate: 0.75, interval: [0.4093, 0.9285] }

const open = (resolution: Share, language: 'zh-CN' | 'en' = 'zh-CN') =>
  mountPage(Rates, {
    me: REGULATOR,
    routes,
    at: '/rates',
    language,
    answers: {
      'GET /oversight/three-rates': {
        division: null,
        from: '2026-11-18',
        until: '2026-11-25',
        definition: '',
        response: NOTHING,
        resolution,
        satisfaction: NOTHING,
        call_back_coverage: NOTHING,
      },
    },
  })

it('shows each rate with what it is out of, how sure it is and what it means', async () => {
  const { page } = await open(SOLVED)
  const sheets = page.findAll('section')
  expect(sheets.map((sheet) => sheet.get('h2').text())).toEqual(['响应率', '解决率', '满意率', '回访覆盖率'])
  for (const said of ['75.0 %', '8 件中，6 件投诉人说解决了', '40.9–92.8 %', '问了还没回答的不计入']) {
    expect(sheets[1]?.text()).toContain(said)
  }
  expect(await faultsOf(page)).toEqual([])
})

it('shows a dash and no interval where there is nothing to count', async () => {
  const { page } = await open(NOTHING, 'en')
  const solved = page.findAll('section')[1]
  expect(solved?.get('.rate').text()).toBe('—')
  expect(solved?.text()).toContain('nothing to count in this period')
  expect(solved?.text()).not.toContain('interval')
})

it('leads to what can be done about it', async () => {
  const { page } = await open(NOTHING)
  const ways = page.findAll('section a').map((link) => link.attributes('href'))
  expect(ways).toEqual(['/complaints', '/complaints?list=unanswered'])
})

it('keeps the period in the address', async () => {
  const { page, router } = await open(NOTHING)
  await page.get('select').setValue('month')
  await expect.poll(() => router.currentRoute.value.query.period).toBe('month')
})
