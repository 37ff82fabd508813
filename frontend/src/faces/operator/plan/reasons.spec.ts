import { expect, it } from 'vitest'

import { sharedReasons } from './reasons'

it('says a reason once for all the carers it holds for', () => {
  const why = (caregiver: string | null, text: string) => ({ caregiver, code: 'why', text })
  expect(sharedReasons([why('C1', '护理员C1没有班次。'), why('C2', '护理员C2赶不上。'), why('C3', '护理员C3没有班次。')])).toEqual([
    { before: '护理员', after: '没有班次。', carers: ['C1', 'C3'] },
    { before: '护理员', after: '赶不上。', carers: ['C2'] },
  ])
  expect(sharedReasons([why(null, '时段已过。')])).toEqual([{ before: '时段已过。', after: '', carers: [] }])
})
