import { expect, it } from 'vitest'

import FaceFrame from './FaceFrame.vue'
import { faultsOf } from './testing/faults'
import { mounted } from './testing/mounting'

it('opens what a phone keeps behind one button, and says whether it is open', async () => {
  const frame = mounted(FaceFrame, { place: '向阳养老驿站' })
  const more = frame.get('button.more')
  expect(more.attributes('aria-expanded')).toBe('false')
  await more.trigger('click')
  expect(more.attributes('aria-expanded')).toBe('true')
  expect(frame.get('#own-settings').classes()).toContain('open')
  expect(frame.get('#own-settings').text()).toContain('退出')
  expect(await faultsOf(frame)).toEqual([])
})
