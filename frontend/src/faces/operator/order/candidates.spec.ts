import { expect, it } from 'vitest'

import { carerLines } from '../board/stops'
import { aCaregiver, anOrder, aShift, assigned, at } from '../testing/build'
import { candidatesFor } from './candidates'

const wanted = anOrder({ number: 'wanted' })

it('offers the free before the busy before those not at work, and leaves out who has left', () => {
  const others = [
    anOrder({ number: 'WO5', state: 'ACCEPTED', caregivers: [assigned('busy', { planned_start_at: at('11:10') })] }),
    anOrder({ number: 'WO6', state: 'ACCEPTED', caregivers: [assigned('free', { planned_start_at: at('14:00') })] }),
  ]
  const carers = ['off', 'busy', 'free', 'gone'].map((number) => aCaregiver(number, { active: number !== 'gone' }))
  const shifts = ['busy', 'free', 'gone'].map((number) => aShift(number))
  const lines = carerLines([wanted, ...others], carers, [...shifts, aShift('off', { ends_at: at('09:00') })])
  const found = candidatesFor(wanted, lines)
  expect(found.map((one) => one.line.caregiver.number)).toEqual(['free', 'busy', 'off'])
  expect(found.map((one) => one.clash)).toEqual(['', '11:10', ''])
  expect(found.map((one) => one.onShift)).toEqual([true, true, false])
})

it('does not count on a shift that was withdrawn', () => {
  const lines = carerLines([], [aCaregiver('ill')], [aShift('ill', { withdrawn_from: at('10:20') })])
  expect(candidatesFor(wanted, lines)[0]?.onShift).toBe(false)
})

it('a finished visit is in nobody\'s way', () => {
  const done = anOrder({ number: 'WO5', state: 'COMPLETED', caregivers: [assigned('C1', { planned_start_at: at('11:10') })] })
  const [one] = candidatesFor(wanted, carerLines([done], [aCaregiver('C1')], [aShift('C1')]))
  expect([one?.clash, one?.load]).toEqual(['', 0])
})
