import { describe, expect, it } from 'vitest'

import type { AssignedCaregiver } from '@/api/shapes'
import { STATES } from '@/domain/states'

import { anOrder } from '../testing/builders'
import { headline, latePhrase } from './headline'

const now = new Date('2026-11-23T10:00:00+08:00')
const comes: AssignedCaregiver = {
  number: 'C1',
  name: '李芳',
  planned_start_at: '2026-11-23T11:20:00+08:00',
  round_position: 3,
  travel_seconds: 300,
}

describe('the sentence about an order', () => {
  it('says who comes and when', () => {
    expect(headline(anOrder({ state: 'ACCEPTED', caregivers: [comes] }), now, '、')).toEqual({
      key: 'resident.headline.meal.promised',
      named: { who: '李芳', time: '11:20' },
    })
  })

  it('does not name a person before one is found', () => {
    expect(headline(anOrder({ state: 'DISPATCHED' }), now, '、').key).toBe('resident.headline.meal.arranging')
  })

  it('says "any moment" once the promised minute has come', () => {
    const order = anOrder({ state: 'DEPARTED', caregivers: [comes] })
    expect(headline(order, now, '、').key).toBe('resident.headline.meal.on_the_way')
    expect(headline(order, new Date('2026-11-23T11:25:00+08:00'), '、').key).toBe('resident.headline.meal.any_moment')
  })

  it('is there for every state an order can be in', () => {
    for (const state of STATES) expect(headline(anOrder({ state }), now, '、').key).toMatch(/^resident\.headline\.meal\.\w+$/)
  })
})

describe('being late', () => {
  it('is said in minutes, and only when it is so', () => {
    expect(latePhrase(anOrder({ late: true, late_minutes: 12 }), now)?.named).toEqual({ minutes: 12 })
    expect(latePhrase(anOrder(), now)).toBeNull()
  })
})

describe('a delay that the carer has told', () => {
  const expected_at = '2026-11-23T11:40:00+08:00'
  const order = anOrder({ state: 'ACCEPTED', caregivers: [comes], expected_at })

  it('is said with the new time, and what was said at first', () => {
    expect(headline(order, now, '、')).toEqual({
      key: 'resident.headline.meal.delayed',
      named: { who: '李芳', time: '11:40' },
    })
    expect(latePhrase(order, now)).toEqual({ key: 'resident.headline.at_first', named: { time: '11:20' } })
  })

  it('stands in the place of counting minutes', () => {
    expect(latePhrase({ ...order, late: true, late_minutes: 5 }, now)?.key).toBe('resident.headline.at_first')
  })

  it('holds on the way too, until the new minute has come', () => {
    const departed = { ...order, state: 'DEPARTED' as const }
    expect(headline(departed, now, '、').key).toBe('resident.headline.meal.delayed')
    expect(headline(departed, new Date(expected_at), '、').key).toBe('resident.headline.meal.any_moment')
  })

  it('is forgotten once its own time is over: then the minutes are counted again', () => {
    const later = new Date('2026-11-23T11:55:00+08:00')
    expect(latePhrase({ ...order, late: true, late_minutes: 25 }, later)?.named).toEqual({ minutes: 25 })
  })

  it('promises no time of before where none was promised', () => {
    const unplanned = { ...order, caregivers: [{ ...comes, planned_start_at: null }] }
    expect(latePhrase(unplanned, now)).toBeNull()
  })
})
