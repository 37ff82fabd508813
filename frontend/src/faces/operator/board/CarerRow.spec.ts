import { expect, it } from 'vitest'

import type { Shift } from '@/api/shapes'
import { mounted } from '@/ui/testing/mounting'

import { aCaregiver, aShift, at } from '../testing/build'
import CarerRow from './CarerRow.vue'
import { carerLines } from './stops'

function row(different: Partial<Shift>): string {
  const [line] = carerLines([], [aCaregiver('C1')], [aShift('C1', different)])
  return mounted(CarerRow, { line, day: '2026-11-23', span: { from: 480, until: 1080 }, nowMinute: null, compact: true }).text()
}

it('says from when a carer is away and why, and only from when once the reason is forgotten', () => {
  const gone = { withdrawn_from: at('10:20') }
  expect(row({ ...gone, withdrawn_reason: '发烧' })).toContain('10:20 起停班：发烧')
  expect(row(gone)).toContain('10:20 起停班')
  expect(row(gone)).not.toContain('：')
  expect(row({})).not.toContain('起停班')
})
