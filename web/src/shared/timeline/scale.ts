// Time to place: fractions of a stretch, and the ticks of its axis.

export interface Scale { from: number; to: number }
export interface Tick { at: number; fraction: number; label: string }

export function makeScale(from: string, to: string): Scale {
  const start = Date.parse(from)
  return { from: start, to: Math.max(Date.parse(to), start + 1) }
}

/** 0 at the beginning, 1 at the end; clipped. */
export function fraction(scale: Scale, instant: string | number): number {
  const at = typeof instant === 'number' ? instant : Date.parse(instant)
  return Math.min(1, Math.max(0, (at - scale.from) / (scale.to - scale.from)))
}

/** Left edge and width in per cent; null where nothing of it is on the scale. `to: null` runs to the end. */
export function place(scale: Scale, from: string, to: string | null): { left: number; width: number } | null {
  const start = Date.parse(from)
  const end = to === null ? scale.to : Date.parse(to)
  if (end < scale.from || start > scale.to) return null
  const left = fraction(scale, start) * 100
  return { left, width: fraction(scale, end) * 100 - left }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
type Unit = { length: number; show: Intl.DateTimeFormatOptions; months?: number }
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
const units: Unit[] = [
  { length: 10 * second, show: { ...clock, second: '2-digit' } }, { length: minute, show: clock }, { length: 5 * minute, show: clock },
  { length: 15 * minute, show: clock }, { length: hour, show: clock }, { length: 3 * hour, show: clock }, { length: 6 * hour, show: { ...date, ...clock } }, { length: day, show: date },
  { length: 2 * day, show: date }, { length: 7 * day, show: date }, { length: 31 * day, show: { month: 'short' }, months: 1 },
  { length: 92 * day, show: { month: 'short', year: 'numeric' }, months: 3 }, { length: 366 * day, show: { year: 'numeric' }, months: 12 },
  { length: 1826 * day, show: { year: 'numeric' }, months: 60 },
]

/** The offset of a zone from UTC at an instant, in milliseconds. */
export function zoneOffset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return local - Math.floor(at / second) * second
}

function* steps(scale: Scale, unit: Unit, zone: string): Generator<number> {
  const toUtc = (local: number) => local - zoneOffset(local - zoneOffset(local, zone), zone)
  const start = scale.from + zoneOffset(scale.from, zone)
  if (unit.months === undefined) {
    for (let local = Math.ceil(start / unit.length) * unit.length; ; local += unit.length) yield toUtc(local)
  }
  const first = new Date(start)
  const index = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / unit.months) * unit.months
  for (let month = index; ; month += unit.months) yield toUtc(startOfMonth(month))
}

/** Months counted from the year 0. */
function startOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1)
}

/** At most `most` round instants of the zone. */
export function ticks(scale: Scale, zone: string, most = 8): Tick[] {
  const length = scale.to - scale.from
  const unit = units.find((each) => length / each.length <= most) ?? units[units.length - 1]
  if (!unit) return []
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...unit.show })
  const result: Tick[] = []
  for (const at of steps(scale, unit, zone)) {
    if (at > scale.to || result.length > most + 1) break
    if (at >= scale.from) result.push({ at, fraction: fraction(scale, at), label: format.format(at).replace('Sept', 'Sep') })
  }
  return result
}

/** What is left of [from, to) without these stretches, in order. `to: null` runs to the end. */
export function without(from: string, to: string, stretches: { from: string; to: string | null }[]): { from: string; to: string }[] {
  const end = Date.parse(to)
  const sorted = stretches.map((each) => ({ from: Date.parse(each.from), to: each.to === null ? end : Date.parse(each.to) })).toSorted((a, b) => a.from - b.from)
  const left: { from: string; to: string }[] = []
  let at = Date.parse(from)
  const add = (until: number) => { if (until > at) left.push({ from: new Date(at).toISOString(), to: new Date(until).toISOString() }) }
  for (const stretch of sorted) {
    add(Math.min(stretch.from, end))
    at = Math.max(at, stretch.to)
  }
  add(end)
  return left
}
