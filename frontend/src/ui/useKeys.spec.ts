import { mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { expect, it, vi } from 'vitest'

import { useKeys } from './useKeys'

function withKeys(keys: Record<string, () => void>) {
  const setup = () => (useKeys(keys), () => h('input'))
  return mount(defineComponent({ setup }), { attachTo: document.body })
}

const press = (key: string, where: EventTarget = document.body, more: KeyboardEventInit = {}) =>
  where.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))

it('acts on a key, but not while somebody writes or holds control', () => {
  const act = vi.fn()
  const wrapper = withKeys({ n: act })
  press('n')
  press('n', wrapper.get('input').element)
  press('n', document.body, { ctrlKey: true })
  expect(act).toHaveBeenCalledOnce()
})

it('Escape works even from a field, and nothing works once the page is left', () => {
  const act = vi.fn()
  const wrapper = withKeys({ Escape: act })
  press('Escape', wrapper.get('input').element)
  wrapper.unmount()
  press('Escape')
  expect(act).toHaveBeenCalledOnce()
})
