import { expect, it } from 'vitest'

import { pageOf } from '@/ui/testing/answers'
import { mountPage, settled } from '@/ui/testing/mountPage'

import { routes } from '../../routes'
import { REGULATOR } from '../../testing/build'
import FailingOrders from './FailingOrders.vue'

it('says which criterion the list is narrowed to, though it is empty, and lets go of it', async () => {
  const answers = { 'GET /oversight/work-orders': pageOf([]) }
  const { page, router } = await mountPage(FailingOrders, { me: REGULATOR, routes, at: '/orders?not_met=C7', answers })
  const narrowed = page.get('.narrowed')
  expect(narrowed.text()).toContain('记录不可信')
  await narrowed.get('button').trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({})
})
