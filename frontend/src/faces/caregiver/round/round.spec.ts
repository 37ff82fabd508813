import { describe, expect, it } from 'vitest'

import type { WorkOrder } from '@/api/shapes'

import { anEntry, anOrder } from '../testing/builders'
import { nextStop, projected, roundOf } from './round'

function planned(number: string, at: string, position: number | null, different: Partial<WorkOrder> = {}): WorkOrder {
  const assigned = { number: 'C1', name: '李芳', planned_start_at: at, round_position: position, travel_seconds: 300 }
  return anOrder({ number, caregivers: [assigned], ...different })
}

const morning = planned('WO1', '2026-11-23T09:00:00+08:00', 1)
const noon = planned('WO2', '2026-11-23T11:30:00+08:00', 2)
const numbers = (orders: WorkOrder[]): string[] => roundOf(orders, [], 'C1').map((stop) => stop.order.number)

describe("the day's round", () => {
  it('runs in the order of the plan', () => {
    expect(numbers([noon, morning])).toEqual(['WO1', 'WO2'])
  })

  it('puts an order given by hand where its time is', () => {
    const emergency = planned('WO9', '2026-11-23T10:00:00+08:00', null)
    expect(numbers([noon, emergency, morning])).toEqual(['WO1', 'WO9', 'WO2'])
  })

  it('falls back on the window when nothing was promised', () => {
    const unplanned = anOrder({ number: 'WO3', window_from: '2026-11-23T10:30:00+08:00' })
    expect(numbers([noon, unplanned, morning])).toEqual(['WO1', 'WO3', 'WO2'])
  })

  it("counts each stop's unsent moves and shows which one stopped", () => {
    const stop = { code: 'moved_on', sentence: '', stateNow: null, versionNow: null, stillAllowed: false }
    const entries = [anEntry({ order: 'WO1' }), anEntry({ order: 'WO1', position: 2, stop })]
    expect(roundOf([morning, noon], entries, 'C1').map(({ unsent, stopped }) => [unsent, stopped])).toEqual([
      [2, true],
      [0, false],
    ])
  })
})

describe('the next stop', () => {
  it('is the first that is not over', () => {
    const stops = roundOf([{ ...morning, state: 'COMPLETED' }, noon], [], 'C1')
    expect(nextStop(stops)?.order.number).toBe('WO2')
  })

  it('is the one already begun, whatever comes before it in the plan', () => {
    const stops = roundOf([morning, { ...noon, state: 'IN_SERVICE' }], [], 'C1')
    expect(nextStop(stops)?.order.number).toBe('WO2')
  })

  it('is nothing once the day is done', () => {
    expect(nextStop(roundOf([{ ...morning, state: 'CANCELLED' }], [], 'C1'))).toBeNull()
  })
})

describe('an order with unsent moves', () => {
  it('is shown as far as the caregiver has brought it', () => {
    const entries = [
      anEntry({ move: 'DEPART', seen: 3, position: 2 }),
      anEntry({ move: 'ACCEPT', seen: 2, position: 1 }),
    ]
    expect(projected(anOrder({ version: 2 }), entries)).toMatchObject({ state: 'DEPARTED', version: 4 })
  })

  it('is shown as the server has it once a move stopped', () => {
    const stop = { code: 'moved_on', sentence: '', stateNow: null, versionNow: null, stillAllowed: false }
    const shown = projected(anOrder({ state: 'CANCELLED', version: 5 }), [anEntry({ stop })])
    expect(shown.state).toBe('CANCELLED')
  })

  it('does not count a move twice that the server has already taken', () => {
    const taken = anEntry({ move: 'ACCEPT', seen: 2 })
    expect(projected(anOrder({ state: 'ACCEPTED', version: 3 }), [taken])).toMatchObject({
      state: 'ACCEPTED',
      version: 3,
    })
  })
})

describe('an unsent report of delay', () => {
  const told = anEntry({ move: 'REPORT_DELAY', details: { delay_minutes: 20 }, happenedAt: '2026-11-23T08:50:00+08:00' })
  const shown = (different: Partial<WorkOrder>): string | null | undefined =>
    roundOf([{ ...morning, ...different }], [told], 'C1')[0]?.order.expected_at

  it('is shown as what those who wait will read', () => {
    expect(Date.parse(shown({ state: 'DISPATCHED' }) ?? '')).toBe(Date.parse('2026-11-23T09:20:00+08:00'))
  })

  it('is over once the caregiver is there', () => {
    expect(shown({ state: 'CHECKED_IN', version: 6 })).toBeNull()
  })
})
