import type { RouteRecordRaw } from 'vue-router'

const board = () => import('./pages/board/Board.vue')
const plan = () => import('./pages/plan/PlanDay.vue')
const newRequest = () => import('./pages/new_request/NewRequest.vue')

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'operator-board', component: board },
  { path: 'plan', name: 'operator-plan', component: plan },
  { path: 'new', name: 'operator-new', component: newRequest },
]

/** Fetch the other pages while there is a line; without them a link would do nothing once it is gone. */
export const fetchAhead = (): Promise<unknown> => Promise.allSettled([board(), plan(), newRequest()])
