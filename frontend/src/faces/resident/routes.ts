import type { RouteRecordRaw } from 'vue-router'

const PAGES = {
  home: () => import('./pages/home/Home.vue'),
  meal: () => import('./pages/meal/OrderMeal.vue'),
  visit: () => import('./pages/visit/OrderVisit.vue'),
  orders: () => import('./pages/orders/Orders.vue'),
  order: () => import('./pages/order/Order.vue'),
  rate: () => import('./pages/rate/Rate.vue'),
  help: () => import('./pages/help/Help.vue'),
  settings: () => import('./pages/settings/Settings.vue'),
}

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'resident-home', component: PAGES.home },
  { path: 'meal', name: 'resident-meal', component: PAGES.meal },
  { path: 'visit', name: 'resident-visit', component: PAGES.visit },
  { path: 'orders', name: 'resident-orders', component: PAGES.orders },
  { path: 'orders/:number', name: 'resident-order', component: PAGES.order },
  { path: 'orders/:number/rate', name: 'resident-rate', component: PAGES.rate },
  { path: 'help', name: 'resident-help', component: PAGES.help },
  { path: 'settings', name: 'resident-settings', component: PAGES.settings },
]

/** Loads every page while there is a network: the help button must answer when there is none. */
export async function loadAllPages(): Promise<void> {
  await Promise.allSettled(Object.values(PAGES).map((load) => load()))
}
