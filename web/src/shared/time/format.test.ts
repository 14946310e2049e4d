import { describe, expect, it } from 'vitest'

import { formatDuration, formatExact, formatInstant, formatNumber, formatRange, formatRelative, formatShare, formatSpan } from './format'

const berlin = 'Europe/Berlin'

describe('instants', () => {
  it('are shown in the organisation’s zone, with seconds only where asked for and not zero', () => {
    expect(formatInstant('2026-03-11T08:10:00Z', berlin)).toBe('11 Mar 2026 09:10')
    expect(formatInstant('2026-07-11T08:10:05.250000Z', berlin, 'second')).toBe('11 Jul 2026 10:10:05')
    expect(formatInstant('2026-09-30T23:30:00Z', berlin, 'day')).toBe('1 Oct 2026')
    expect(formatInstant('2026-09-01T00:00:00Z', 'UTC', 'second')).toBe('1 Sep 2026 00:00')
  })
  it('name their zone on hover, and keep the source text', () => {
    expect(formatExact('2026-03-11T08:10:00Z', 'UTC')).toBe('2026-03-11T08:10:00Z · 11 Mar 2026 08:10 UTC')
  })
  it('that are uncertain are ranges', () => {
    expect(formatRange(undefined, '2026-03-11T08:10:00Z', 'UTC')).toBe('11 Mar 2026 08:10')
    expect(formatRange(null, '2026-03-11T08:10:00Z', 'UTC')).toBe('not seen before 11 Mar 2026 08:10')
    expect(formatRange('2026-03-11T07:10:00Z', '2026-03-11T08:10:00Z', 'UTC')).toBe('11 Mar 2026 07:10 – 08:10')
    expect(formatSpan('2026-07-06T08:00:00Z', '2026-07-09T08:00:00Z', 'UTC')).toBe('6 Jul 2026 08:00 – 9 Jul 2026 08:00')
  })
  it('are near or far', () => {
    const now = Date.parse('2026-11-24T14:05:00Z')
    expect(formatRelative('2026-11-24T14:01:00Z', now)).toBe('4 min ago')
    expect(formatRelative('2026-11-27T15:05:00Z', now)).toBe('in 3 d')
    expect(formatRelative('2026-11-24T14:05:03Z', now)).toBe('now')
  })
})

describe('quantities', () => {
  it('durations have their units apart', () => {
    expect(formatDuration('7d15h10m')).toBe('7 d 15 h 10 min')
    expect(formatDuration('24h')).toBe('24 h')
    expect(formatDuration('16243774us')).toBe('16 s')
    expect(formatDuration('250ms')).toBe('250 ms')
    expect(formatDuration('P1M')).toBe('P1M')
  })
  it('a share never rounds up to all', () => {
    expect(formatShare(0.99999)).toBe('99.9 %')
    expect(formatShare(1)).toBe('100 %')
    expect(formatShare(0.9839)).toBe('98.3 %')
  })
  it('numbers are grouped', () => expect(formatNumber(1234567)).toBe('1\u202f234\u202f567'))
})
