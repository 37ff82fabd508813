import { expect, it } from 'vitest'

import { STATES } from '@/domain/states'

import { mounted } from './testing/mounting'
import StateMark from './StateMark.vue'

it('says every state by a shape and a word, not by colour alone', () => {
  for (const state of STATES) {
    const wrapper = mounted(StateMark, { state })
    expect(wrapper.find('svg').element.children).toHaveLength(1)
    expect(wrapper.text()).not.toContain('states.')
    expect(wrapper.text().length).toBeGreaterThan(1)
  }
})

it('says late, and keeps the state underneath within reach', () => {
  const wrapper = mounted(StateMark, { state: 'DISPATCHED', late: true })
  expect(wrapper.text()).toBe('晚了')
  expect(wrapper.attributes('title')).toBe('已派单')
})
