import { expect, it } from 'vitest'

import { formatSpan } from './format'
import { beginIn, formatPeriod } from './period'

const berlin = 'Europe/Berlin'

it('a period is shown by its days, the last one included, whether in days or half-open', () => {
  const year = '30 Nov 2025 – 29 Nov 2026'
  expect(formatPeriod('2025-11-30', '2026-11-29', berlin)).toBe(year)
  expect(formatPeriod('2025-11-29T23:00:00Z', '2026-11-29T23:00:00Z', berlin)).toBe(year)
  expect(formatPeriod('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', berlin)).toBe('29 Mar 2026 – 29 Mar 2026')
  expect(formatPeriod('2025-11-24T14:05:00Z', '2026-11-24T14:05:30Z', 'UTC')).toBe('24 Nov 2025 14:05 – 24 Nov 2026 14:05')
  expect(formatPeriod('2025-11-24T00:00:00Z', '2026-11-24T00:00:30Z', 'UTC')).toBe('24 Nov 2025 – 24 Nov 2026 00:00')
})
it('the earliest instant is no date', () => {
  expect(formatSpan('0001-01-01T00:00:00Z', '2026-11-29T23:00:00Z', berlin)).toBe('from the beginning to 30 Nov 2026 00:00')
  expect(formatPeriod('0001-01-01T00:00:00Z', '2026-11-29T23:00:00Z', berlin)).toBe('from the beginning to 29 Nov 2026')
})
it('what lies before the period is clipped, if it reaches into it', () => {
  const period = { from: '2026-01-01T00:00:00Z' }
  expect(beginIn(period, '0001-01-01T00:00:00Z', '2026-06-01T00:00:00Z')).toBe(period.from)
  expect(beginIn(period, '2026-02-01T00:00:00Z', '2026-06-01T00:00:00Z')).toBe('2026-02-01T00:00:00Z')
  expect(beginIn(period, '2025-02-01T00:00:00Z', '2025-06-01T00:00:00Z')).toBe('2025-02-01T00:00:00Z')
  expect(beginIn(null, '2025-02-01T00:00:00Z', '2025-06-01T00:00:00Z')).toBe('2025-02-01T00:00:00Z')
})
