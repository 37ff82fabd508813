import { expect, it } from 'vitest'

import { Problem } from '@/api/problem'

import { aCaregiver, anOrder, aShift } from '../testing/build'
import { carerLines } from '../board/stops'
import { withNames } from './withNames'

it('names the carers of a refusal, and changes nothing else in it', () => {
  const lines = carerLines([anOrder()], [aCaregiver('C0001', { name: '王芳' })], [aShift('C0001')])
  const refused = new Problem(422, 'unfit_for_order', '护理员C0001的工种不能做。', { caregivers: '护理员C0001不行。' }, { a: 1 })
  const said = withNames(refused, lines)
  expect(said.title).toBe('护理员王芳的工种不能做。')
  expect(said.fields).toEqual({ caregivers: '护理员王芳不行。' })
  expect([said.status, said.code, said.facts]).toEqual([422, 'unfit_for_order', { a: 1 }])
})
