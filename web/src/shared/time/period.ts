// A period for people: its days, the last one included. The API has it half-open, the address as days or as instants.
import { earliest, formatInstant } from './format'
import { isDay } from './read'

const dayText = (day: string): string => formatInstant(`${day}T00:00:00Z`, 'UTC', 'day')
const isMidnight = (instant: string, zone: string): boolean => Date.parse(instant) % 60_000 === 0 && formatInstant(instant, zone).endsWith(' 00:00')

function firstText(from: string, zone: string): string {
  if (isDay(from)) return dayText(from)
  return formatInstant(from, zone, isMidnight(from, zone) ? 'day' : 'minute')
}

/** An end that is not included: a midnight is that of the last day. */
export function formatEnd(to: string, zone: string): string {
  if (isDay(to)) return dayText(to)
  return isMidnight(to, zone) ? formatInstant(new Date(Date.parse(to) - 1).toISOString(), zone, 'day') : formatInstant(to, zone)
}

/** `30 Nov 2025 – 29 Nov 2026`; an end within a day with its time of day. */
export function formatPeriod(from: string, to: string, zone: string): string {
  if (from.startsWith(earliest)) return `${formatInstant(from, zone)} to ${formatEnd(to, zone)}`
  return `${firstText(from, zone)} – ${formatEnd(to, zone)}`
}

/** Where [from, to) begins in the period, if it reaches into one that is looked at. */
export function beginIn(period: { from: string } | null, from: string, to: string): string {
  const at = Date.parse(period?.from ?? from)
  return period && Date.parse(from) < at && at < Date.parse(to) ? period.from : from
}
