import { describe, expect, it } from 'vitest'

import { aCaregiver, anOrder, aShift, assigned, at } from '../testing/build'
import { carerLines, hoursShown, percentAt, startOf, unassigned } from './stops'

describe('the rows of the board', () => {
  it('put each stop at its planned start, and a two-carer visit in both rows', () => {
    const early = anOrder({ number: 'WO2', caregivers: [assigned('C1', { planned_start_at: at('09:10') })] })
    const both = anOrder({ number: 'WO1', caregivers_needed: 2, caregivers: [assigned('C1'), assigned('C2')] })
    const lines = carerLines([both, early], [aCaregiver('C2'), aCaregiver('C1')], [])
    expect(lines.map((line) => [line.caregiver.number, line.stops.map((stop) => stop.order.number)])).toEqual([
      ['C1', ['WO2', 'WO1']],
      ['C2', ['WO1']],
    ])
  })

  it('show who has a shift and nothing to do, not who has neither', () => {
    const lines = carerLines([], [aCaregiver('C1'), aCaregiver('C2')], [aShift('C2')])
    expect(lines.map((line) => line.caregiver.number)).toEqual(['C2'])
  })
})

it('an unplanned stop starts at what was promised, else when the window opens', () => {
  expect(startOf(anOrder())).toBe(at('11:00'))
  expect(startOf(anOrder({ promised_at: at('11:20') }))).toBe(at('11:20'))
})

it('nobody is missing where an order was cancelled', () => {
  const orders = [
    anOrder({ number: 'WO1', window_from: at('15:00') }),
    anOrder({ number: 'WO2' }),
    anOrder({ number: 'WO3', state: 'CANCELLED' }),
    anOrder({ number: 'WO4', state: 'DISPATCHED', caregivers: [assigned()] }),
  ]
  expect(unassigned(orders).map((order) => order.number)).toEqual(['WO2', 'WO1'])
})

describe('the hours across the board', () => {
  it('are whole and never less than a working day', () => {
    expect(hoursShown([])).toEqual({ from: 8, until: 18 })
    expect(hoursShown([6 * 60 + 40, 19 * 60 + 5])).toEqual({ from: 6, until: 20 })
  })

  it('place a minute and keep what lies outside at the edge', () => {
    const span = { from: 8, until: 18 }
    expect(percentAt(13 * 60, span)).toBe(50)
    expect(percentAt(5 * 60, span)).toBe(0)
    expect(percentAt(23 * 60, span)).toBe(100)
  })
})
