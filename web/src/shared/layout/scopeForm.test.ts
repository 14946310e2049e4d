import { expect, it } from 'vitest'

import { readInstant } from './ScopeForm'

it('instants are read generously and exactly', () => {
  expect(readInstant('')).toBe('')
  expect(readInstant('2026-06-01')).toBe('2026-06-01T23:59:59Z')
  expect(readInstant('2026-06-01 10:00')).toBe('2026-06-01T10:00:00Z')
  expect(readInstant('2026-06-01T10:00:00.000001Z')).toBe('2026-06-01T10:00:00.000001Z')
  expect(readInstant('yesterday')).toBeNull()
  expect(readInstant('2026-13-01T10:00:00Z')).toBeNull()
})
