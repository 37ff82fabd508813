import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'operator-board', component: () => import('./pages/board/Board.vue') },
  { path: 'plan', name: 'operator-plan', component: () => import('./pages/plan/PlanDay.vue') },
  { path: 'new', name: 'operator-new', component: () => import('./pages/new_request/NewRequest.vue') },
]
