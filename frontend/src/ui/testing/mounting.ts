import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { makeI18n, type Language } from '@/ui/catalogue'

/** Mount a component in everything it lives in, attached to the page so that focus works. */
export function mounted(component: Component, props: Record<string, unknown> = {}, language: Language = 'zh-CN'): VueWrapper {
  const pinia = createPinia()
  setActivePinia(pinia)
  const anywhere = [{ path: '/:rest(.*)', component: { template: '<i />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes: anywhere })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return mount(component, {
    props,
    attachTo: document.body,
    global: { plugins: [pinia, makeI18n(language), router, [VueQueryPlugin, { queryClient }]] },
  })
}
