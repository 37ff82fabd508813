import { expect, it } from 'vitest'

import { facesOf, homeOf, ROLES } from './faces'

it('every role lands on a face that it may open', () => {
  for (const role of ROLES) expect(homeOf(role)).toBe(`/${facesOf(role)[0]}`)
  expect(homeOf('family_member')).toBe('/resident')
  expect(facesOf('regulator')).not.toContain('operator')
})
