import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter, type Router, type RouteRecordRaw } from 'vue-router'

import { useSession } from '@/api/session'
import type { Me } from '@/api/shapes'

import type { Language } from '../catalogue'
import { pluginsWith } from './plugins'

/** What the server answers to "METHOD /path", without the query; a number is a status, 0 no network. */
export type Answers = Record<string, unknown>

interface Wanted {
  me: Me
  routes: RouteRecordRaw[]
  at: string
  answers: Answers
  language?: Language
}

interface Mounted {
  page: VueWrapper
  router: Router
  /** What was sent, in order: "METHOD /path", the body, and the key that makes a repeat harmless. */
  sent: { what: string; body: unknown; key: string | null }[]
}

/** Mounts a page with the real catalogue, router and queries, and a server that answers what it is told. */
export async function mountPage(component: Component, wanted: Wanted): Promise<Mounted> {
  const sent: Mounted['sent'] = []
  vi.stubGlobal('fetch', (asked: Request) => answer(asked, wanted.answers, sent))
  const router = createRouter({ history: createMemoryHistory(), routes: wanted.routes.map(onlyPlaces) })
  const plugins = pluginsWith(router, wanted.language)
  useSession().$patch({ me: wanted.me, asked: true, heardAt: performance.now() })
  await router.push(wanted.at)
  const page = mount(component, { attachTo: document.body, global: { plugins } })
  await settled()
  return { page, router, sent }
}

/** Waits until answers have arrived and are on the page. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await flushPromises()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

const onlyPlaces = (route: RouteRecordRaw): RouteRecordRaw => ({
  path: route.path === '' ? '/' : `/${route.path}`,
  name: route.name,
  component: { render: () => null },
})

async function answer(asked: Request, answers: Answers, sent: Mounted['sent']): Promise<Response> {
  const path = new URL(asked.url).pathname.replace('/api/v1', '')
  const what = `${asked.method} ${path}`
  if (asked.method !== 'GET') sent.push({ what, body: await asked.json(), key: asked.headers.get('Idempotency-Key') })
  const said = answers[what]
  if (said === 0) throw new TypeError('Failed to fetch')
  if (said === undefined) throw new Error(`the test did not expect ${what}`)
  if (said instanceof Response) return said.clone()
  return Response.json(said)
}
