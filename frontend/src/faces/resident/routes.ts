import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'resident-home', component: () => import('./pages/home/Home.vue') },
  { path: 'meal', name: 'resident-meal', component: () => import('./pages/meal/OrderMeal.vue') },
  { path: 'visit', name: 'resident-visit', component: () => import('./pages/visit/OrderVisit.vue') },
  { path: 'orders', name: 'resident-orders', component: () => import('./pages/orders/Orders.vue') },
  { path: 'orders/:number', name: 'resident-order', component: () => import('./pages/order/Order.vue') },
  { path: 'orders/:number/rate', name: 'resident-rate', component: () => import('./pages/rate/Rate.vue') },
  { path: 'help', name: 'resident-help', component: () => import('./pages/help/Help.vue') },
  { path: 'settings', name: 'resident-settings', component: () => import('./pages/settings/Settings.vue') },
]
