// What an address and a form may say of time. The API has the same forms.
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/

export function isInstant(text: string): boolean {
  return instantPattern.test(text) && !Number.isNaN(Date.parse(text))
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** Two days or instants, in order. */
export function isPeriod(text: string): boolean {
  const [from = '', to = '', rest] = text.split('/')
  const fits = (each: string) => isDay(each) || isInstant(each)
  return rest === undefined && fits(from) && fits(to) && Date.parse(from) <= Date.parse(to)
}

/** In UTC: a day alone is its end, today now; missing seconds and a missing Z are added. Empty is now; null is what cannot be read, or is still to come. */
export function readInstant(text: string, now: number): string | null {
  const trimmed = text.trim().replace(' ', 'T').replace(/Z$/, '')
  if (trimmed === '') return ''
  if (isDay(trimmed)) return readDay(trimmed, now)
  const instant = `${trimmed}${trimmed.length === 16 ? ':00' : ''}Z`
  return isInstant(instant) && Date.parse(instant) <= now ? instant : null
}

function readDay(day: string, now: number): string | null {
  if (Date.parse(day) > now) return null
  const end = `${day}T23:59:59Z`
  return Date.parse(end) > now ? '' : end
}
