import { mount, type VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import type { Language } from '@/ui/catalogue'

import { pluginsWith } from './plugins'

/** Mount a component in everything it lives in, attached to the page so that focus works. */
export function mounted(component: Component, props: Record<string, unknown> = {}, language: Language = 'zh-CN'): VueWrapper {
  const anywhere = [{ path: '/:rest(.*)', component: { template: '<i />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes: anywhere })
  return mount(component, { props, attachTo: document.body, global: { plugins: pluginsWith(router, language) } })
}
