import type { Dish, ElderBrief, WorkOrder } from '@/api/shapes'
import { orderWith } from '@/ui/testing/answers'

/** An elder as the session names them, with what a test wants different. */
export function anElder(different: Partial<ElderBrief> = {}): ElderBrief {
  return {
    number: 'E1',
    name: '王秀英',
    station: { code: 'S1', name: '林荫路驿站' },
    diet_tags: [],
    allergens: [],
    ...different,
  }
}

/** A dish of a day's menu. */
export function aDish(different: Partial<Dish> = {}): Dish {
  return {
    code: 'D1',
    name_zh: '西红柿鸡蛋面',
    name_en: 'Tomato and egg noodles',
    price_fen: 1200,
    diet_tags: [],
    allergens: [],
    picture: 'noodles',
    meal_time: 'lunch',
    kitchen: 'K1',
    ...different,
  }
}

/** A meal order of Monday lunch, with what a test wants different. */
export const anOrder = (different: Partial<WorkOrder> = {}): WorkOrder =>
  orderWith({
    service: { code: 'meal_service', name_zh: '助餐', name_en: 'Meal', is_meal: true },
    elder: { number: 'E1', name: '王秀英' },
    station: { code: 'S1', name: '林荫路驿站' },
    window_from: '2026-11-23T11:00:00+08:00',
    window_until: '2026-11-23T12:30:00+08:00',
    service_minutes: 5,
    price_fen: 1200,
    allowed_moves: ['CANCEL', 'URGE'],
    ...different,
  })
