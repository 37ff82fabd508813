import { beforeEach, expect, it, vi } from 'vitest'

import { makeMove } from '@/api/orders'
import { withdrawShift } from '@/api/people'

import { aCaregiver, anOrder, aShift, assigned, at, NOW } from '../testing/build'
import { carerLines, type CarerLine } from './stops'
import { standingShifts, visitsToReturn, withdraw } from './withdrawing'

vi.mock('@/api/orders', () => ({ makeMove: vi.fn() }))
vi.mock('@/api/people', () => ({ withdrawShift: vi.fn() }))

function aLine(): CarerLine {
  const caregivers = [assigned('C1')]
  const orders = [
    anOrder({ number: 'done', state: 'COMPLETED', caregivers }),
    anOrder({ number: 'inside', state: 'IN_SERVICE', caregivers }),
    anOrder({ number: 'next', state: 'ACCEPTED', version: 3, caregivers }),
  ]
  const shifts = [
    aShift('C1', { id: 1, starts_at: at('06:00'), ends_at: at('09:00') }),
    aShift('C1', { id: 2 }),
    aShift('C1', { id: 3, withdrawn_from: at('08:00') }),
  ]
  return carerLines(orders, [aCaregiver('C1')], shifts)[0] as CarerLine
}

beforeEach(() => vi.clearAllMocks())

it('touches neither what is over nor what has begun', () => {
  expect(standingShifts(aLine(), NOW).map((shift) => shift.id)).toEqual([2])
  expect(visitsToReturn(aLine()).map((order) => order.number)).toEqual(['next'])
})

it('withdraws the shift before it returns the visits, with the reason and what was seen', async () => {
  await withdraw(aLine(), '发烧', NOW)
  expect(withdrawShift).toHaveBeenCalledWith(2, '发烧', NOW.toISOString())
  expect(makeMove).toHaveBeenCalledExactlyOnceWith('next', expect.objectContaining({ move: 'RETURN', seen: 3, reason: '发烧' }))
  const [shiftFirst] = vi.mocked(withdrawShift).mock.invocationCallOrder
  const [visitLater] = vi.mocked(makeMove).mock.invocationCallOrder
  expect(shiftFirst).toBeLessThan(visitLater ?? 0)
})

it('returns nothing when the shift could not be withdrawn', async () => {
  vi.mocked(withdrawShift).mockRejectedValueOnce(new Error('refused'))
  await expect(withdraw(aLine(), '发烧', NOW)).rejects.toThrow()
  expect(makeMove).not.toHaveBeenCalled()
})
