import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia, setActivePinia } from 'pinia'
import type { Plugin } from 'vue'
import type { Router } from 'vue-router'

import { makeI18n, type Language } from '../catalogue'

/** Everything a component lives in: a fresh session, the router, the real catalogue and queries that ask once. */
export function pluginsWith(router: Router, language: Language = 'zh-CN'): (Plugin | [Plugin, ...unknown[]])[] {
  const pinia = createPinia()
  setActivePinia(pinia)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return [pinia, router, makeI18n(language), [VueQueryPlugin, { queryClient }]]
}
