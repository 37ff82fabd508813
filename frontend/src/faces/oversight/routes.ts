import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'oversight-accuracy', component: () => import('./pages/accuracy/AccuracyPage.vue') },
  { path: 'rates', name: 'oversight-rates', component: () => import('./pages/rates/Rates.vue') },
  { path: 'orders', name: 'oversight-orders', component: () => import('./pages/failing/FailingOrders.vue') },
  { path: 'complaints', name: 'oversight-complaints', component: () => import('./pages/complaints/Complaints.vue') },
  { path: 'orders/:number', name: 'oversight-order', component: () => import('./pages/order/JudgedOrder.vue'), props: true },
]

/** Fetch the other pages while there is a line; without them a link would do nothing once it is gone. */
export const fetchAhead = (): Promise<unknown> =>
  Promise.allSettled(routes.map(({ component }) => (component as () => Promise<unknown>)()))
