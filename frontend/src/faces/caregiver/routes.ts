import type { RouteRecordRaw } from 'vue-router'

const ofStop = (path: string, name: string, component: RouteRecordRaw['component']): RouteRecordRaw =>
  ({ path: `stops/:number${path}`, name, component }) as RouteRecordRaw

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'caregiver-round', component: () => import('./pages/round/Round.vue') },
  { path: 'unsent', name: 'caregiver-outbox', component: () => import('./pages/outbox/Unsent.vue') },
  ofStop('', 'caregiver-stop', () => import('./pages/stop/StopPage.vue')),
  ofStop('/check-in', 'caregiver-check-in', () => import('./pages/checkIn/CheckIn.vue')),
  ofStop('/check-out', 'caregiver-check-out', () => import('./pages/checkOut/CheckOut.vue')),
  ofStop('/nobody-home', 'caregiver-nobody-home', () => import('./pages/nobodyHome/NobodyHome.vue')),
  ofStop('/trouble', 'caregiver-trouble', () => import('./pages/trouble/Trouble.vue')),
  ofStop('/late', 'caregiver-late', () => import('./pages/late/Late.vue')),
  ofStop('/return', 'caregiver-return', () => import('./pages/giveBack/GiveBack.vue')),
]
