import { describe, expect, it } from 'vitest'

import { offersAt } from './offer'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`)
const meals = (time: string): string[] =>
  offersAt(at(time)).map(({ day, mealTime, slots }) => `${day.slice(8)} ${mealTime} ${String(slots.length)}`)

describe('the meals on offer', () => {
  it("begin with today's lunch in the morning", () => {
    expect(meals('08:30')).toEqual(['23 lunch 2', '23 supper 2', '24 lunch 2', '24 supper 2'])
  })

  it('leave out the part of lunch that has begun', () => {
    expect(meals('11:00')[0]).toBe('23 lunch 1')
  })

  it('begin with tomorrow once supper is on its way', () => {
    expect(meals('18:00')[0]).toBe('24 lunch 2')
  })

  it('follow the city, not the device: this suite runs in New York', () => {
    expect(offersAt(at('08:30'))[0]?.slots).toEqual([
      { from: '2026-11-23T11:00:00+08:00', until: '2026-11-23T11:45:00+08:00' },
      { from: '2026-11-23T11:45:00+08:00', until: '2026-11-23T12:30:00+08:00' },
    ])
  })
})
