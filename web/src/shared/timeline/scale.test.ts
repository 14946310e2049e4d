import { describe, expect, it } from 'vitest'

import { fraction, makeScale, place, ticks, without } from './scale'

const year = makeScale('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')

describe('scale', () => {
  it('places in per cent, clipped to the stretch', () => {
    expect(fraction(year, '2026-07-02T12:00:00Z')).toBeCloseTo(0.5, 5)
    expect(place(year, '2025-06-01T00:00:00Z', '2026-07-02T12:00:00Z')).toEqual({ left: 0, width: 50 })
    expect(place(year, '2026-07-02T12:00:00Z', null)?.width).toBeCloseTo(50, 5)
    expect(place(year, '2027-02-01T00:00:00Z', null)).toBeNull()
  })
  it('never divides by zero', () => expect(fraction(makeScale('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'), '2026-01-01T00:00:00Z')).toBe(0))
})

it('what was not seen is taken out, overlapping and open stretches too', () => {
  const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`
  expect(without(day(1), day(9), [{ from: day(4), to: day(6) }, { from: day(2), to: day(5) }])).toEqual([{ from: day(1), to: day(2) }, { from: day(6), to: day(9) }])
  expect(without(day(1), day(9), [{ from: day(7), to: null }])).toEqual([{ from: day(1), to: day(7) }])
  expect(without(day(2), day(3), [{ from: day(1), to: day(9) }])).toEqual([])
  expect(without(day(2), day(3), [])).toEqual([{ from: day(2), to: day(3) }])
})

describe('ticks', () => {
  it('are months of the zone over a year', () => {
    const made = ticks(year, 'Europe/Berlin', 12)
    expect(made).toHaveLength(12)
    expect(made[0]?.label).toBe('Feb')
    expect(new Date(made[0]?.at ?? 0).toISOString()).toBe('2026-01-31T23:00:00.000Z')
    expect(made[6]?.label).toBe('Aug')
    expect(new Date(made[6]?.at ?? 0).toISOString()).toBe('2026-07-31T22:00:00.000Z')
  })
  it('are days at local midnight, over a change of clocks too', () => {
    const made = ticks(makeScale('2026-03-27T12:00:00Z', '2026-03-31T12:00:00Z'), 'Europe/Berlin')
    expect(made.map((tick) => new Date(tick.at).toISOString().slice(0, 16))).toEqual(['2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00', '2026-03-30T22:00'])
  })
  it('stay few from ten seconds to a century', () => {
    for (const length of [10_000, 3_600_000, 86_400_000 * 3, 86_400_000 * 4000, 86_400_000 * 36_500]) {
      const made = ticks({ from: Date.parse('2000-01-01T00:00:00Z'), to: Date.parse('2000-01-01T00:00:00Z') + length }, 'UTC')
      expect(made.length).toBeLessThanOrEqual(22)
    }
  })
})
