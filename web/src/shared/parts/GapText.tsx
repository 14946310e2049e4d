import type { Gap } from '../api/types'
import { reasonWords } from '../state/state'
import { StateMark } from '../state/StateMark'
import { formatSpan } from '../time/format'
import { useZone } from '../time/zone'
import { useKindTitle } from './kindTitle'
import { sourceName } from './SourceName'

/** `not known, because okta was not seen 6 Jul 2026 10:00 – 9 Jul 2026 10:00`. */
export function gapText(gap: Gap, zone: string, title: (kind: string) => string): string {
  const who = gap.source ? sourceName(gap.source) : 'no source'
  const what = gap.field ? `${title(gap.kind)}: ${gap.field}` : title(gap.kind)
  const when = gap.from && gap.to ? ` ${formatSpan(gap.from, gap.to, zone)}` : ''
  if (gap.reason === 'gap') return `not known, because ${who} was not seen${when} (${what})`
  if (gap.reason === 'lead') return `not known, because ${who} had not looked yet${when} (${what})`
  if (gap.reason === 'uncovered' && gap.source) return `not known, because nobody has decided since when ${what} is kept here`
  if (gap.reason === 'uncovered') return `not known, because no source tells ${what}`
  return `not known, because ${reasonWords(gap.reason)}${when} (${what})`
}

/** Fields that are not known for one reason, over one stretch, are one line. */
export function joined(gaps: Gap[]): Gap[] {
  const lines: Gap[] = []
  for (const gap of gaps) {
    const same = lines.findIndex((each) => each.source === gap.source && each.kind === gap.kind && each.reason === gap.reason && each.from === gap.from && each.to === gap.to)
    const before = lines[same]
    const field = gap.field?.replaceAll('_', ' ') ?? null
    if (!before) lines.push({ ...gap, field })
    else if (field) lines[same] = { ...before, field: before.field ? `${before.field}, ${field}` : field }
  }
  return lines
}

export function GapList({ gaps }: { gaps: Gap[] }) {
  const zone = useZone()
  const title = useKindTitle()
  return (
    <ul>
      {joined(gaps).map((gap, index) => <li key={index}><StateMark state="not_known" label="" /> {gapText(gap, zone, title)}</li>)}
    </ul>
  )
}
