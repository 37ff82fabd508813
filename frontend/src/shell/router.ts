import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'

import { useSession } from '@/api/session'
import { FACES, facesOf, homeOf, type Face } from '@/domain/faces'
import { routes as caregiver } from '@/faces/caregiver/routes'
import { routes as operator } from '@/faces/operator/routes'
import { routes as oversight } from '@/faces/oversight/routes'
import { routes as resident } from '@/faces/resident/routes'

import { startFailure } from './useStart'

declare module 'vue-router' {
  interface RouteMeta {
    face?: Face
    open?: boolean
  }
}

const PAGES: Record<Face, RouteRecordRaw[]> = { resident, caregiver, operator, oversight }

const LAYOUTS: Record<Face, RouteRecordRaw['component']> = {
  resident: () => import('@/faces/resident/Face.vue'),
  caregiver: () => import('@/faces/caregiver/Face.vue'),
  operator: () => import('@/faces/operator/Face.vue'),
  oversight: () => import('@/faces/oversight/Face.vue'),
}

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
  ...FACES.map(
    (face): RouteRecordRaw => ({
      path: `/${face}`,
      component: LAYOUTS[face],
      children: PAGES[face],
      meta: { face },
    }),
  ),
  { path: '/', name: 'home', component: () => import('./pages/NotFound.vue') },
  { path: '/:rest(.*)', name: 'not-found', component: () => import('./pages/NotFound.vue'), meta: { open: true } },
]

type Way = true | false | { path: string } | { name: string; query: { next: string } }

/** Where a person may go: nobody only to sign in, everybody only to the faces of their role. */
export async function guard(to: RouteLocationNormalized): Promise<Way> {
  if (to.meta.open && to.name === 'not-found') return true
  const session = useSession()
  if (!session.asked) {
    try {
      await session.load()
    } catch (thrown) {
      startFailure.value = thrown
      return false
    }
  }
  if (!session.me) return to.meta.open ? true : { name: 'sign-in', query: { next: to.fullPath } }
  const isHis = to.meta.face !== undefined && facesOf(session.me.role).includes(to.meta.face)
  return isHis ? true : { path: homeOf(session.me.role) }
}

export function makeRouter() {
  const router = createRouter({ history: createWebHistory(), routes })
  router.beforeEach(guard)
  return router
}
