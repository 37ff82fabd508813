import { expect, it } from 'vitest'

import type { WorkOrder } from '@/api/shapes'

import { anOrder, assigned, at, NOW } from '../testing/build'
import { needsAPerson, reasonOf } from './attention'

const numbers = (orders: Parameters<typeof needsAPerson>[0]): string[] => needsAPerson(orders, NOW).map((one) => one.order.number)

it('puts problems first, then the latest, then what begins soonest', () => {
  const given: Partial<WorkOrder> = { state: 'DISPATCHED', caregivers: [assigned()] }
  const orders = [
    anOrder({ number: 'soon', window_from: at('10:50') }),
    anOrder({ number: 'sooner', window_from: at('10:05') }),
    anOrder({ number: 'late 5', ...given, late: true, late_minutes: 5 }),
    anOrder({ number: 'late 40', ...given, late: true, late_minutes: 40 }),
    anOrder({ number: 'problem', ...given, state: 'EXCEPTION' }),
  ]
  expect(numbers(orders)).toEqual(['problem', 'late 40', 'late 5', 'sooner', 'soon'])
})

it('leaves alone what runs as planned or has time', () => {
  expect(numbers([
    anOrder({ number: 'far off', window_from: at('15:00') }),
    anOrder({ number: 'accepted', state: 'ACCEPTED', window_from: at('10:05'), caregivers: [assigned()] }),
    anOrder({ number: 'done', state: 'COMPLETED', caregivers: [assigned()] }),
  ])).toEqual([])
})

it('notices a carer who has not accepted shortly before the time', () => {
  const [one] = needsAPerson([anOrder({ state: 'DISPATCHED', caregivers: [assigned()], promised_at: at('10:15') })], NOW)
  expect(one?.why).toBe('not_accepted')
  expect(one && reasonOf(one).length).toMatchObject({ named: { minutes: 15 } })
})

it('says that the time has come once the window is open', () => {
  const [one] = needsAPerson([anOrder({ window_from: at('09:30') })], NOW)
  expect(one && reasonOf(one).key).toBe('operator.attention.unassigned_soon_now')
  const [justNow] = needsAPerson([anOrder({ window_from: at('10:00') })], NOW)
  expect(justNow && reasonOf(justNow).key).toBe('operator.attention.unassigned_soon_now')
})

it('notices a delay that a carer has told before the order is late, and that it will be past the window', () => {
  const given: Partial<WorkOrder> = { state: 'ACCEPTED', caregivers: [assigned()], promised_at: at('11:10') }
  const [past, within] = needsAPerson([
    anOrder({ ...given, expected_at: at('11:30') }),
    anOrder({ ...given, expected_at: at('12:10') }),
  ], NOW)
  expect(past && reasonOf(past)).toMatchObject({ key: 'operator.attention.delayed_past', time: '12:10' })
  expect(within && reasonOf(within)).toMatchObject({ key: 'operator.attention.delayed', time: '11:30' })
  expect([past?.urgency, within?.urgency]).toEqual(['late', 'soon'])
})

it('says when a late carer will be there, if they have said so', () => {
  const [one] = needsAPerson([
    anOrder({ state: 'DEPARTED', caregivers: [assigned()], late: true, late_minutes: 5, expected_at: at('10:20') }),
  ], NOW)
  expect(one && reasonOf(one)).toMatchObject({ key: 'operator.attention.late_expected', time: '10:20' })
})
