import type { Home, SourceState, SourceSummary } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { controlShort, controlState, judged, type State } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { formatCount, formatNumber, formatRelative, formatSpan } from '../../shared/time/format'
import { useNow, useZone } from '../../shared/time/zone'

const stateOf: Record<SourceState, State> = { seen: 'pass', partly: 'not_known', silent: 'not_known', never: 'not_known' }
const wordsOf: Record<SourceState, string> = { seen: 'seen', partly: 'seen in part', silent: 'not seen since', never: 'never seen' }
const sourcesShown = 12
const countsShown = 8
const line = { borderTop: '1px solid var(--line)' }

function SourceLine({ source }: { source: SourceSummary }) {
  const now = useNow()
  const rows = source.rows === null ? '' : source.total === null ? `${formatNumber(source.rows)} rows` : `${formatNumber(source.rows)}/${formatNumber(source.total)} rows`
  return (
    <li>
      <div className="home-side-line">
        <span><StateMark state={stateOf[source.state]} label={wordsOf[source.state]} /> {source.title}</span>
        <span className="second small nowrap">{source.last ? `${formatRelative(source.last, now)}${rows && ` · ${rows}`}` : 'never'}</span>
      </div>
      {source.action && <div className="second small">{source.action}</div>}
    </li>
  )
}

/** Those that are not wholly seen come first; of many only some are listed. */
export function Sources({ sources }: { sources: SourceSummary[] }) {
  const shown = sources.length > sourcesShown ? sources.toSorted((a, b) => Number(a.state === 'seen') - Number(b.state === 'seen')).slice(0, sourcesShown) : sources
  return (
    <Section title="Sources" side={<AppLink to={paths.sources()}>what we saw</AppLink>}>
      {sources.length === 0
        ? <p className="second">No source has been looked at yet. The first look begins when probata serve starts.</p>
        : <ul style={line}>{shown.map((source) => <SourceLine key={source.by} source={source} />)}{shown.length < sources.length && <li className="second">and {formatCount(sources.length - shown.length, 'more source')}</li>}</ul>}
    </Section>
  )
}

export function SinceYesterday({ since }: { since: Home['since_yesterday'] }) {
  const shown = since.sources.toSorted((a, b) => b.count - a.count).slice(0, countsShown)
  return (
    <Section title="Since yesterday" side={<AppLink to={paths.log()}>evidence log</AppLink>}>
      <ul style={line}>
        {shown.map((source) => (
          <li key={source.by} className="home-side-line"><span>{source.title}</span><span className="second">+{formatCount(source.count, 'entry', 'entries')}</span></li>
        ))}
        {shown.length < since.sources.length && <li className="second">and from {formatCount(since.sources.length - shown.length, 'more source')}</li>}
        <li className="second">{since.newly_wrong === 0 && since.newly_right === 0 ? 'No control changed its result' : `${formatCount(since.newly_wrong, 'control')} newly wrong · ${since.newly_right} newly right`}</li>
      </ul>
    </Section>
  )
}

type LookedBack = Home['look_back'][number]

function lookBackWords(control: LookedBack): string {
  const words = controlShort(judged(control.conclusion, control.failed))
  if (control.failed > 0) return `${words}: ${formatNumber(control.failed)} of ${formatNumber(control.population)}`
  return control.unknown > 0 ? `${words}: ${formatNumber(control.unknown)} of ${formatNumber(control.population)}` : words
}

/** What sources that tell their own past show of the last twelve months. */
export function LookBack({ controls }: { controls: Home['look_back'] }) {
  const zone = useZone()
  const [first] = controls
  if (!first) return null
  const period = (from: string, to: string) => `${from}/${to}`
  return (
    <Section title="Twelve months back" side={formatSpan(first.from, first.to, zone).replaceAll(/ \d\d:\d\d/g, '')}>
      <ul style={line}>
        {controls.map((control) => (
          <li key={control.control}>
            <span><StateMark state={controlState(judged(control.conclusion, control.failed))} label="" /> <AppLink className="plain" to={`${paths.control(control.control)}?period=${encodeURIComponent(period(control.from, control.to))}`}>{control.title}</AppLink></span>
            <div className="second small home-side-note">{lookBackWords(control)}</div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
