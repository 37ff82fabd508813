import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'

import { Problem } from '@/api/problem'
import { mounted } from '@/ui/testing/mounting'

import SignIn from './SignIn.vue'

const signIn = vi.hoisted(() => vi.fn())
vi.mock('@/api/session', () => ({ useSession: () => ({ signIn }) }))

it('asks for the second factor where the person can type it at once', async () => {
  signIn.mockRejectedValueOnce(new Problem(401, 'otp_needed', ''))
  const page = mounted(SignIn)
  await page.get('input[autocomplete=username]').setValue('regulator')
  await page.get('input[autocomplete=current-password]').setValue('secret')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(page.find('[role=alert]').exists()).toBe(false)
  expect(document.activeElement).toBe(page.get('input[autocomplete=one-time-code]').element)
})
