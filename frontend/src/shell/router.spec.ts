import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { RouteLocationNormalized } from 'vue-router'

import { Problem } from '@/api/problem'
import { useSession } from '@/api/session'
import type { Me } from '@/api/shapes'

import { guard } from './router'
import { startFailure } from './useStart'

const to = (path: string, meta: RouteLocationNormalized['meta'] = {}, name = ''): RouteLocationNormalized =>
  ({ path, fullPath: path, meta, name }) as RouteLocationNormalized

beforeEach(() => {
  setActivePinia(createPinia())
  startFailure.value = null
})

function signedInAs(role: Me['role']): void {
  useSession().$patch({ asked: true, me: { role } as Me })
}

it('sends nobody to sign in, and remembers where they wanted to go', async () => {
  useSession().$patch({ asked: true })
  expect(await guard(to('/operator?day=2026-11-24', { face: 'operator' }))).toEqual({
    name: 'sign-in',
    query: { next: '/operator?day=2026-11-24' },
  })
  expect(await guard(to('/sign-in', { open: true }, 'sign-in'))).toBe(true)
})

it('keeps everybody to the face of their role', async () => {
  signedInAs('caregiver')
  expect(await guard(to('/caregiver', { face: 'caregiver' }))).toBe(true)
  expect(await guard(to('/operator', { face: 'operator' }))).toEqual({ path: '/caregiver' })
  expect(await guard(to('/', {}, 'home'))).toEqual({ path: '/caregiver' })
})

it('stays and says why when it cannot ask who this is', async () => {
  vi.spyOn(useSession(), 'load').mockRejectedValue(Problem.unreachable())
  expect(await guard(to('/operator', { face: 'operator' }))).toBe(false)
  expect(startFailure.value).toMatchObject({ code: 'unreachable' })
})
