import { expect, it } from 'vitest'

import { readMessage } from './messages'

it('reads events, ends of catching up and refusals', () => {
  expect(readMessage('{"station":"S1","seq":3}')).toMatchObject({ seq: 3 })
  expect(readMessage('{"station":"S1","caught_up":9}')).toMatchObject({ caught_up: 9 })
  expect(readMessage('{"refused":"S1","code":"not_yours"}')).toMatchObject({ code: 'not_yours' })
})

it('passes over what it does not know', () => {
  expect(readMessage('not json')).toBeNull()
  expect(readMessage('null')).toBeNull()
  expect(readMessage('{"weather":"rain"}')).toBeNull()
})
