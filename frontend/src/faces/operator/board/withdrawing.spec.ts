import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'

import { withdrawCaregiver } from '@/api/people'
import { Problem } from '@/api/problem'

import { aCaregiver, anOrder, aShift, assigned, at, NOW } from '../testing/build'
import { carerLines, type CarerLine } from './stops'
import { standingShifts, useWithdrawal, visitsThatStay, visitsToReturn } from './withdrawing'

vi.mock('@/api/people', () => ({ withdrawCaregiver: vi.fn() }))

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
    aShift('C1', { id: 4, withdrawn_from: at('13:00') }),
  ]
  return carerLines(orders, [aCaregiver('C1')], shifts)[0] as CarerLine
}

/** The withdrawal as a page holds it. */
function aWithdrawal() {
  let withdrawal!: ReturnType<typeof useWithdrawal>
  const setup = () => {
    withdrawal = useWithdrawal(() => ({ caregiver: 'C1', day: '2026-11-23' }))
    return () => null
  }
  mount({ setup }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } })
  return withdrawal
}

/** Say the reason once, whatever comes of it. */
async function press(withdrawal: ReturnType<typeof useWithdrawal>): Promise<void> {
  withdrawal.mutate('发烧')
  await flushPromises()
}

const keys = (): string[] => vi.mocked(withdrawCaregiver).mock.calls.map(([, , key]) => key)

beforeEach(() => vi.clearAllMocks())

it('touches neither what is over nor what has begun', () => {
  expect(standingShifts(aLine(), NOW).map((shift) => shift.id)).toEqual([2, 4])
  expect(visitsToReturn(aLine()).map((order) => order.number)).toEqual(['next'])
  expect(visitsThatStay(aLine()).map((order) => order.number)).toEqual(['inside'])
})

it('is one request for the carer and the day, with the reason', async () => {
  await press(aWithdrawal())
  expect(withdrawCaregiver).toHaveBeenCalledExactlyOnceWith('C1', { day: '2026-11-23', reason: '发烧' }, expect.any(String))
})

it('sends the same key again as long as nobody answered', async () => {
  vi.mocked(withdrawCaregiver).mockRejectedValueOnce(Problem.unreachable())
  const withdrawal = aWithdrawal()
  await press(withdrawal)
  await press(withdrawal)
  const [first, second] = keys()
  expect(second).toBe(first)
})

it('is a new wish once the server has refused the old one', async () => {
  vi.mocked(withdrawCaregiver).mockRejectedValueOnce(new Problem(409, 'nothing_to_withdraw', ''))
  const withdrawal = aWithdrawal()
  await press(withdrawal)
  await press(withdrawal)
  const [first, second] = keys()
  expect(second).not.toBe(first)
})
