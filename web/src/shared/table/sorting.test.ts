import { expect, it } from 'vitest'

import { nextSort, readSort, writeSort } from './sorting'

it('sorting and its text are the same', () => {
  for (const text of ['', 'name', '-name']) expect(writeSort(readSort(text))).toBe(text)
})
it('a click goes up, down, and back to as it was', () => {
  expect([nextSort('', 'a'), nextSort('a', 'a'), nextSort('-a', 'a'), nextSort('-a', 'b')]).toEqual(['a', '-a', '', 'b'])
})
