import type { MealTime } from '@/domain/meals'

import { client, said } from './client'
import type { Dish, Service } from './shapes'

const LARGEST_PAGE = 1000

export async function listServices(): Promise<Service[]> {
  const page = await said(client.GET('/api/v1/services', { params: { query: { page_size: LARGEST_PAGE } } }))
  return page.results
}

/** What the station's kitchen offers on a day. */
export const readMenu = (station: string, day: string, mealTime?: MealTime): Promise<Dish[]> =>
  said(client.GET('/api/v1/menu', { params: { query: { station, day, meal_time: mealTime } } }))
