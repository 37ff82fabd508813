import { request } from './request'
import type { Dish, Page, Service } from './shapes'

const rows = <T>(said: T[] | Page<T>): T[] => (Array.isArray(said) ? said : said.results)

export const listServices = async (): Promise<Service[]> => rows(await request<Page<Service> | Service[]>('/services'))

/** What the station's kitchen offers; `mealTime` is lunch or supper. */
export const readMenu = async (station: string, day: string, mealTime?: string): Promise<Dish[]> =>
  rows(await request<Page<Dish> | Dish[]>('/menu', { query: { station, day, meal_time: mealTime } }))
