import { describe, expect, it } from 'vitest'

import { stepNow } from './nobodyHome'

describe('the nobody-home protocol', () => {
  it('goes from waiting at the door to phoning the family', () => {
    expect(stepNow({})).toBe('wait')
    expect(stepNow({ wait: '11:30', ring: '11:32' })).toBe('phone_elder')
    expect(stepNow({ wait: '11:30', ring: '11:32', phone_elder: '11:33' })).toBe('phone_family')
  })

  it('ends with telling the operator', () => {
    expect(stepNow({ wait: '11:30', ring: '11:32', phone_elder: '11:33', phone_family: '11:35' })).toBeNull()
  })
})
