import type { TestResult, View } from '../../shared/api/types'
import { useKindTitle } from '../../shared/parts/kindTitle'
import { Section } from '../../shared/parts/Page'
import { sourceName } from '../../shared/parts/SourceName'
import { reasonWords } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { formatCount, formatDuration, formatNumber, formatSpan } from '../../shared/time/format'
import { beginIn, formatPeriod } from '../../shared/time/period'
import { useZone } from '../../shared/time/zone'

const howWords = { events: 'a log of changes', looks: 'looked at', claimed: 'times as the source states them' }

type Sight = TestResult['sources'][number]

/** What was seen before the period says nothing of it. */
export function seenText({ by, from, to }: Pick<Sight, 'by' | 'from' | 'to'>, period: View['period'], zone: string): string {
  if (from && to) return formatPeriod(beginIn(period, from, to), to, zone)
  return by === 'probata' ? 'kept in Probata: what people typed' : 'never seen'
}

function SourceLine({ source, period }: { source: Sight; period: View['period'] }) {
  const zone = useZone()
  const rows = source.rows === null ? '' : ` · ${formatNumber(source.rows)} rows${source.total === null ? '' : `, the source itself says ${formatNumber(source.total)}`}`
  return (
    <li style={{ padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
      <strong>{source.title}</strong> · {source.kind_title}{source.by !== 'probata' && ` · ${howWords[source.how]}`}{source.seen_every ? ` every ${formatDuration(source.seen_every)} at most: what changed and changed back within it was not seen` : ''}
      <div className="second small">{seenText(source, period, zone)}{source.looks > 0 && ` · ${formatCount(source.looks, 'look')}`}{rows}</div>
    </li>
  )
}

/** Which sources the test rests on, and what they did not show. */
export function Seen({ test, period }: { test: TestResult; period: View['period'] }) {
  const title = useKindTitle()
  const zone = useZone()
  return (
    <>
      <Section title="Sources of this test">
        <ul>{test.sources.map((source) => <SourceLine key={`${source.by} ${source.kind}`} source={source} period={period} />)}</ul>
        {test.sources.length === 0 && <p><StateMark state="not_known" label="" /> No source tells what this test reads.</p>}
      </Section>
      <Section title="Not seen">
        {test.limitations.length === 0 && test.partial.length === 0 && <p className="second">No stretch was missing{test.counts.unknown > 0 && `; ${formatNumber(test.counts.unknown)} not known for other reasons, each with its own (tab “Items”)`}.</p>}
        <ul>
          {test.limitations.map((each, index) => (
            <li key={index} style={{ padding: '4px 0' }}><StateMark state="not_known" label="" /> {each.source ? sourceName(each.source) : 'no source'} ({title(each.kind)}): {reasonWords(each.reason)}, {formatSpan(each.from, each.to, zone)}</li>
          ))}
          {test.partial.map((each) => <li key={each.item + each.from} style={{ padding: '4px 0' }}>{each.item}: only part of a window, {formatSpan(each.from, each.to, zone)}; it raises nothing</li>)}
        </ul>
      </Section>
    </>
  )
}
