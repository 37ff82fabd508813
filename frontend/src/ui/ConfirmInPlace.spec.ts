import { expect, it } from 'vitest'
import { nextTick } from 'vue'

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

it('gives the focus back to its button when it is left', async () => {
  const wrapper = mounted(ConfirmInPlace, props)
  for (const leave of [
    () => wrapper.get('form').trigger('keydown', { key: 'Escape' }),
    () => wrapper.get('form button[type=button]').trigger('click'),
  ]) {
    await wrapper.get('button').trigger('click')
    await leave()
    await nextTick()
    expect(document.activeElement).toBe(wrapper.get('button').element)
  }
})

it('gives the focus back once what was confirmed is over', async () => {
  const wrapper = mounted(ConfirmInPlace, { ...props, reasonOptional: true })
  await wrapper.get('button').trigger('click')
  await wrapper.get('form').trigger('submit')
  await wrapper.setProps({ busy: true })
  await wrapper.setProps({ busy: false })
  await nextTick()
  expect(document.activeElement).toBe(wrapper.get('button').element)
})

it('leaves the focus where the person has moved it meanwhile', async () => {
  const wrapper = mounted(ConfirmInPlace, { ...props, reasonOptional: true })
  const elsewhere = document.body.appendChild(document.createElement('button'))
  await wrapper.get('button').trigger('click')
  await wrapper.get('form').trigger('submit')
  await wrapper.setProps({ busy: true })
  elsewhere.focus()
  await wrapper.setProps({ busy: false })
  await nextTick()
  expect(document.activeElement).toBe(elsewhere)
})

it('has nothing axe objects to, asked or not', async () => {
  const wrapper = mounted(ConfirmInPlace, props)
  expect(await faultsOf(wrapper)).toEqual([])
  await wrapper.get('button').trigger('click')
  expect(await faultsOf(wrapper)).toEqual([])
})
