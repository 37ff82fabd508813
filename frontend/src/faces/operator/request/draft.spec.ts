import { expect, it } from 'vitest'

import { nextHours, wantedOf } from './draft'

const draft = {
  elder: 'E1', service: 'meal_service', day: '2026-11-24', from: '11:00', until: '12:30', note: '  ', dishes: { D1: 2, D2: 0 },
}

it('sends instants of the city clock and only dishes that were chosen', () => {
  expect(wantedOf(draft, true)).toEqual({
    elder: 'E1',
    service: 'meal_service',
    window_from: '2026-11-24T11:00:00+08:00',
    window_until: '2026-11-24T12:30:00+08:00',
    dishes: [{ code: 'D1', count: 2 }],
  })
})

it('sends no dishes with a visit', () => {
  expect(wantedOf({ ...draft, note: ' 门铃坏了 ' }, false)).toMatchObject({ note: '门铃坏了' })
  expect(wantedOf(draft, false)).not.toHaveProperty('dishes')
})

it('proposes the next whole hour and stays within the day', () => {
  expect(nextHours('09:40')).toEqual({ from: '10:00', until: '11:00' })
  expect(nextHours('23:10')).toEqual({ from: '21:00', until: '22:00' })
})
