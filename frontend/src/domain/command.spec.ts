import { afterEach, expect, it, vi } from 'vitest'

import { newCommand } from './command'

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

afterEach(() => vi.unstubAllGlobals())

it('names each press differently', () => {
  expect(newCommand()).toMatch(UUID_4)
  expect(newCommand()).not.toBe(newCommand())
})

it('works on plain HTTP, where browsers have no randomUUID', () => {
  const { crypto } = globalThis
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  expect(newCommand()).toMatch(UUID_4)
})
