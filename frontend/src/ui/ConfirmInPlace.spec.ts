import { expect, it } from 'vitest'

import { faultsOf } from './testing/faults'
import { mounted } from './testing/mounting'
import ConfirmInPlace from './ConfirmInPlace.vue'

const props = { label: '取消', question: '取消这张工单？', confirmLabel: '确认取消', reasonLabel: '原因' }

it('asks in its own place, takes the focus, and goes on only with a reason', async () => {
  const wrapper = mounted(ConfirmInPlace, props)
  await wrapper.get('button').trigger('click')
  expect(document.activeElement?.tagName).toBe('INPUT')
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('confirm')).toBeUndefined()
  await wrapper.get('input').setValue(' 老人住院 ')
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('confirm')).toEqual([['老人住院']])
  expect(wrapper.find('form').exists()).toBe(false)
})

it('waits until what it asks for is chosen, and keeps the reason for another try', async () => {
  const wrapper = mounted(ConfirmInPlace, { ...props, incomplete: true })
  await wrapper.get('button').trigger('click')
  await wrapper.get('input').setValue('护理员家里有事')
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('confirm')).toBeUndefined()
  await wrapper.setProps({ incomplete: false })
  await wrapper.get('form').trigger('submit')
  await wrapper.get('button').trigger('click')
  expect(wrapper.get('input').element.value).toBe('护理员家里有事')
})

it('is left by Escape without doing anything', async () => {
  const wrapper = mounted(ConfirmInPlace, props)
  await wrapper.get('button').trigger('click')
  await wrapper.get('form').trigger('keydown', { key: 'Escape' })
  expect(wrapper.find('form').exists()).toBe(false)
  expect(wrapper.emitted('confirm')).toBeUndefined()
})

it('has nothing axe objects to, asked or not', async () => {
  const wrapper = mounted(ConfirmInPlace, props)
  expect(await faultsOf(wrapper)).toEqual([])
  await wrapper.get('button').trigger('click')
  expect(await faultsOf(wrapper)).toEqual([])
})
