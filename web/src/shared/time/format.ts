// Instants for people: absolute first, relative second. Instants are strings ending in Z, with up to six decimals.

const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let made = cache.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })
    cache.set(key, made)
  }
  return made
}

function parts(at: Date, zone: string): Record<string, string> {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }
  return Object.fromEntries(formatter(zone, options).formatToParts(at).map(({ type, value }) => [type, value === 'Sept' ? 'Sep' : value]))
}

export type Precision = 'day' | 'minute' | 'second'

/** The day of the first instant that there is: since always. */
export const earliest = '0001-01-01'

/** `24 Nov 2026 14:05`. Seconds are shown where they are not zero and asked for. */
export function formatInstant(instant: string, zone: string, precision: Precision = 'minute'): string {
  if (instant.startsWith(earliest)) return 'from the beginning'
  const p = parts(new Date(instant), zone)
  const day = `${p['day']} ${p['month']} ${p['year']}`
  if (precision === 'day') return day
  const clock = `${p['hour']}:${p['minute']}`
  return precision === 'second' && p['second'] !== '00' ? `${day} ${clock}:${p['second']}` : `${day} ${clock}`
}

/** (after, at]: `11 Mar 2026 08:10 – 09:10`; without a lower bound `not seen before 24 Nov 2026 14:04`. */
export function formatRange(after: string | null | undefined, at: string, zone: string): string {
  if (after === undefined) return formatInstant(at, zone)
  if (after === null) return `not seen before ${formatInstant(at, zone)}`
  return formatSpan(after, at, zone)
}

/** `6 Jul 2026 – 9 Jul 2026`, `11 Mar 2026 08:10 – 09:10`. */
export function formatSpan(from: string, to: string, zone: string): string {
  if (from.startsWith(earliest)) return `${formatInstant(from, zone)} to ${formatInstant(to, zone)}`
  const sameDay = formatInstant(from, zone, 'day') === formatInstant(to, zone, 'day')
  const end = formatInstant(to, zone)
  return `${formatInstant(from, zone)} – ${sameDay ? end.slice(-5) : end}`
}

/** `2026-03-11T08:10:00Z · 11 Mar 2026, 09:10:00 CET`: what is shown on hover. */
export function formatExact(instant: string, zone: string): string {
  const named = formatter(zone, { timeZoneName: 'short', hour: '2-digit' }).formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')
  return `${instant} · ${formatInstant(instant, zone, 'second')} ${named?.value ?? zone}`
}

const units: [string, number][] = [['y', 31_557_600], ['mo', 2_629_800], ['d', 86_400], ['h', 3_600], ['min', 60]]

/** `4 min ago`, `in 3 d`, `now`. */
export function formatRelative(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000
  const distance = Math.abs(seconds)
  for (const [unit, length] of units) {
    if (distance >= length) {
      const count = Math.floor(distance / length)
      return seconds > 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`
    }
  }
  return distance < 10 ? 'now' : seconds > 0 ? 'in a moment' : `${Math.floor(distance)} s ago`
}

const durationUnits: [string, number, string][] = [['d', 86_400e6, 'd'], ['h', 3_600e6, 'h'], ['m', 60e6, 'min'], ['s', 1e6, 's'], ['ms', 1e3, 'ms'], ['us', 1, 'µs']]

/** `7d15h10m` → `7 d 15 h 10 min`; at most three units, and no fractions of a second beside greater ones. `24h` stays what people wrote. */
export function formatDuration(duration: string): string {
  const [, alone, unitAlone] = /^(\d+)([dhms])$/.exec(duration) ?? []
  if (alone) return `${alone} ${unitAlone === 'm' ? 'min' : unitAlone}`
  const lengths = new Map(durationUnits.map(([unit, length]) => [unit, length]))
  let rest = [...duration.matchAll(/(\d+)(ms|us|[dhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (lengths.get(unit ?? '') ?? 0), 0)
  if (rest === 0) return duration
  const words: string[] = []
  for (const [, length, word] of durationUnits) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0 && (length >= 1e6 || words.length === 0)) words.push(`${count} ${word}`)
  }
  return words.slice(0, 3).join(' ')
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

export function formatNumber(count: number): string {
  return count.toLocaleString('en-GB').replaceAll(',', '\u202f')
}

/** A share of seen time never rounds up to all of it. */
export function formatShare(share: number): string {
  if (share >= 1) return '100 %'
  return `${Math.min(99.9, Math.floor(share * 1000) / 10).toFixed(1)} %`
}
