import { expect, it } from 'vitest'

import { neighbour } from './useBoardKeys'

it('goes round the list in both directions', () => {
  const numbers = ['A', 'B', 'C']
  expect(neighbour(numbers, '', 1)).toBe('A')
  expect(neighbour(numbers, '', -1)).toBe('C')
  expect(neighbour(numbers, 'C', 1)).toBe('A')
  expect(neighbour(numbers, 'A', -1)).toBe('C')
  expect(neighbour([], 'A', 1)).toBe('')
})
