import type { Dish, ElderBrief } from '@/api/shapes'

type Eater = Pick<ElderBrief, 'allergens' | 'diet_tags'>

/** What is in the dish that this person must never eat; a hard stop when not empty. */
export function allergensFor(dish: Pick<Dish, 'allergens'>, elder: Pick<Eater, 'allergens'>): string[] {
  return dish.allergens.filter((allergen) => elder.allergens.includes(allergen))
}

/** Ways this person should eat that the dish does not follow, such as low salt; a warning, no stop. */
export function dietTagsMissing(dish: Pick<Dish, 'diet_tags'>, elder: Pick<Eater, 'diet_tags'>): string[] {
  return elder.diet_tags.filter((tag) => !dish.diet_tags.includes(tag))
}

/** The menu for one person: what suits best first, what they must not eat last. */
export function menuFor(menu: readonly Dish[], elder: Eater): Dish[] {
  const distance = (dish: Dish): number =>
    allergensFor(dish, elder).length * 100 + dietTagsMissing(dish, elder).length
  return [...menu].sort((one, other) => distance(one) - distance(other) || one.code.localeCompare(other.code))
}
