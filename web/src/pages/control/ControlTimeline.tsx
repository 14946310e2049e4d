import { useNavigate } from 'react-router'

import type { Conclusion, Timeline } from '../../shared/api/types'
import { sourceName } from '../../shared/parts/SourceName'
import { Section } from '../../shared/parts/Page'
import { paths } from '../../shared/scope/paths'
import { scopedPath, useScope } from '../../shared/scope/scope'
import { conclusionWords, reasonWords } from '../../shared/state/state'
import { formatCount, formatShare, formatSpan } from '../../shared/time/format'
import { formatPeriod } from '../../shared/time/period'
import { useZone } from '../../shared/time/zone'
import { Axis, Lane, type Bar } from '../../shared/timeline/Lane'
import { makeScale, without } from '../../shared/timeline/scale'

function Legend() {
  return (
    <div className="legend" aria-hidden="true">
      <span><i><b className="lane-bar lane-pass" /></i>thin: no exception</span>
      <span><i><b className="lane-bar lane-exception" /></i>full height: exception</span>
      <span><i><b className="lane-bar lane-not_known" /></i>hatched: not seen or not known</span>
      <span><i><b className="lane-bar lane-to_do" /></i>outline: to do</span>
    </div>
  )
}

/** What is drawn where there is no mark and nothing was missing: never passed where the result is not known. */
export function baseOf(conclusion: Conclusion, timeline: Timeline): Pick<Bar, 'state' | 'title'> {
  if (conclusion === 'unknown' && !timeline.marks.some((mark) => mark.state === 'not_known')) return { state: 'not_known', title: 'not known' }
  if (conclusion === 'not_occurring' || conclusion === 'not_applicable') return { state: 'none', title: conclusionWords(conclusion) }
  return { state: 'pass', title: 'no exception' }
}

/** Results and what was seen, to scale. */
export function ControlTimeline({ control, timeline, conclusion }: { control: string; timeline: Timeline; conclusion: Conclusion }) {
  const zone = useZone()
  const navigate = useNavigate()
  const { scope } = useScope()
  const scale = makeScale(timeline.from, timeline.to)
  const open = (test: string, item: string | null) => item === null ? undefined : () => void navigate(scopedPath(paths.exception(control, test, item, null), scope))
  const unseen = timeline.seen[0]?.gaps.map((gap): Bar => ({ from: gap.from, to: gap.to, state: 'not_known', title: `${sourceName(timeline.seen[0]?.by ?? '')}: ${reasonWords(gap.reason)}, ${formatSpan(gap.from, gap.to, zone)}` })) ?? []
  const marks = timeline.marks.map((mark): Bar => ({
    from: mark.from, to: mark.to, state: mark.state, open: open(mark.test, mark.item),
    title: `${mark.sentence} · ${formatSpan(mark.from, mark.to ?? timeline.to, zone)}${mark.to ? '' : ', still so'}`,
  }))
  const base = without(timeline.from, timeline.to, [...unseen, ...marks]).map((each): Bar => ({ ...each, ...baseOf(conclusion, timeline) }))
  const count = (state: string) => timeline.marks.filter((mark) => mark.state === state).length
  const label = `${formatPeriod(timeline.from, timeline.to, zone)}: ${formatCount(count('exception'), 'exception')}, ${count('not_known')} not known, ${count('to_do')} to do`
  const worst = timeline.seen[0]
  return (
    <Section title="Over time" side={worst ? `seen ${formatShare(worst.share)} (worst source: ${worst.title})` : 'no source tells'}>
      <Axis scale={scale} zone={zone} most={12} />
      <Lane scale={scale} bars={[...base, ...unseen, ...marks]} label={label} />
      <Legend />
    </Section>
  )
}
