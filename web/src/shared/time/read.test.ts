import { expect, it } from 'vitest'

import { isPeriod, readInstant } from './read'

const now = Date.parse('2026-11-30T11:40:00Z')

it('instants are read generously and exactly', () => {
  expect(readInstant('', now)).toBe('')
  expect(readInstant('2026-06-01', now)).toBe('2026-06-01T23:59:59Z')
  expect(readInstant('2026-06-01 10:00', now)).toBe('2026-06-01T10:00:00Z')
  expect(readInstant('2026-06-01T10:00Z', now)).toBe('2026-06-01T10:00:00Z')
  expect(readInstant('2026-06-01T10:00:00.000001Z', now)).toBe('2026-06-01T10:00:00.000001Z')
  expect(readInstant('yesterday', now)).toBeNull()
  expect(readInstant('2026-13-01T10:00:00Z', now)).toBeNull()
})
it('today is now, and nothing later can be asked for', () => {
  expect(readInstant('2026-11-30', now)).toBe('')
  expect(readInstant('2026-11-29', now)).toBe('2026-11-29T23:59:59Z')
  expect(readInstant('2026-12-01', now)).toBeNull()
  expect(readInstant('2026-11-30T11:41:00Z', now)).toBeNull()
})
it('a period is two days or instants, in order', () => {
  for (const each of ['2026-01-01/2026-06-30', '2026-01-01/2026-01-01', '2026-01-01T00:00:00Z/2026-06-30']) expect(isPeriod(each), each).toBe(true)
  for (const each of ['', '2026-01-01', '2026-06-30/2026-01-01', '2026-99-99/2026-01-01', '2026-01-01/2026-02-01/2026-03-01']) expect(isPeriod(each), each).toBe(false)
})
