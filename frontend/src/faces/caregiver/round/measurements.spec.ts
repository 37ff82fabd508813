import { describe, expect, it } from 'vitest'

import { measuredDuring, readFigures } from './measurements'

const meal = measuredDuring('meal_service')

describe('figures taken at the door', () => {
  it('belong to the service: food has a temperature, cleaning has nothing', () => {
    expect(meal.map(({ name }) => name)).toEqual(['food_celsius'])
    expect(measuredDuring('cleaning_service')).toEqual([])
  })

  it('are read as numbers, and what was left empty is left out', () => {
    expect(readFigures(meal, { food_celsius: ' 63.5 ' })).toEqual({ food_celsius: 63.5 })
    expect(readFigures(meal, { food_celsius: '' })).toEqual({})
  })

  it('are refused when no thermometer shows them', () => {
    expect(readFigures(meal, { food_celsius: '635' })).toBeNull()
    expect(readFigures(meal, { food_celsius: 'hot' })).toBeNull()
  })
})
