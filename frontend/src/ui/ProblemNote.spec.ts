import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { faultsOf } from './testing/faults'
import { mounted } from './testing/mounting'
import ProblemNote from './ProblemNote.vue'

it('says what the server said, and the fields not already shown', async () => {
  const error = new Problem(422, 'wrong_input', '请改正', { window_from: '已经过去', note: '太长' })
  const wrapper = mounted(ProblemNote, { error, shownFields: ['note'] })
  expect(wrapper.text()).toContain('请改正')
  expect(wrapper.findAll('li').map((line) => line.text())).toEqual(['已经过去'])
  expect(await faultsOf(wrapper)).toEqual([])
})

it('says a sentence once, though the server gives it for the field too', () => {
  const error = new Problem(422, 'unfit_for_order', '请换一位护理员。', { caregivers: '请换一位护理员。' })
  expect(mounted(ProblemNote, { error }).text()).toBe('请换一位护理员。')
})

it('speaks plainly when there is no server or no sentence', () => {
  expect(mounted(ProblemNote, { error: Problem.unreachable() }).text()).toContain('连不上服务器')
  expect(mounted(ProblemNote, { error: new TypeError('x is undefined') }).text()).toContain('系统暂时出了问题')
})
