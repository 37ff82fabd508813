import type { RouteRecordRaw } from 'vue-router'

const PAGES = {
  round: () => import('./pages/round/Round.vue'),
  unsent: () => import('./pages/outbox/Unsent.vue'),
  stop: () => import('./pages/stop/StopPage.vue'),
  checkIn: () => import('./pages/checkIn/CheckIn.vue'),
  checkOut: () => import('./pages/checkOut/CheckOut.vue'),
  nobodyHome: () => import('./pages/nobodyHome/NobodyHome.vue'),
  trouble: () => import('./pages/trouble/Trouble.vue'),
  late: () => import('./pages/late/Late.vue'),
  giveBack: () => import('./pages/giveBack/GiveBack.vue'),
}

export const routes: RouteRecordRaw[] = [
  { path: '', name: 'caregiver-round', component: PAGES.round },
  { path: 'unsent', name: 'caregiver-outbox', component: PAGES.unsent },
  { path: 'stops/:number', name: 'caregiver-stop', component: PAGES.stop },
  { path: 'stops/:number/check-in', name: 'caregiver-check-in', component: PAGES.checkIn },
  { path: 'stops/:number/check-out', name: 'caregiver-check-out', component: PAGES.checkOut },
  { path: 'stops/:number/nobody-home', name: 'caregiver-nobody-home', component: PAGES.nobodyHome },
  { path: 'stops/:number/trouble', name: 'caregiver-trouble', component: PAGES.trouble },
  { path: 'stops/:number/late', name: 'caregiver-late', component: PAGES.late },
  { path: 'stops/:number/return', name: 'caregiver-return', component: PAGES.giveBack },
]

/** Loads every page while there is signal: the next one may be opened in a cellar. */
export async function loadAllPages(): Promise<void> {
  await Promise.allSettled(Object.values(PAGES).map((load) => load()))
}
