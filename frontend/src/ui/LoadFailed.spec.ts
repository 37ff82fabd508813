import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import LoadFailed from './LoadFailed.vue'
import { faultsOf } from './testing/faults'
import { mounted } from './testing/mounting'

it('offers to try again what may work the next time', async () => {
  const failed = mounted(LoadFailed, { error: Problem.unreachable() })
  await failed.get('button').trigger('click')
  expect(failed.emitted('retry')).toHaveLength(1)
  expect(failed.find('a').exists()).toBe(false)
})

it('leads back from what does not exist, which trying again would not bring', async () => {
  const failed = mounted(LoadFailed, { error: new Problem(404, 'not_found', '没有找到这项内容。') })
  expect(failed.text()).toContain('没有找到这项内容。')
  expect(failed.find('button').exists()).toBe(false)
  expect(failed.get('a').attributes('href')).toBe('/')
  expect(await faultsOf(failed)).toEqual([])
})
