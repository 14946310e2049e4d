import type { Source, SourceList } from '../../shared/api/types'
import { formatShare, formatSpan } from '../../shared/time/format'
import { useZone } from '../../shared/time/zone'
import { Axis, Lane, type Bar } from '../../shared/timeline/Lane'
import { makeScale } from '../../shared/timeline/scale'

export function seenBars(source: Source, zone: string): Bar[] {
  const seen = source.seen.map((each): Bar => ({ ...each, state: 'pass', title: `seen ${formatSpan(each.from, each.to, zone)}` }))
  const gaps = source.gaps.map((each): Bar => ({ ...each, state: 'not_known', title: `not seen ${formatSpan(each.from, each.to, zone)}` }))
  const lead: Bar[] = source.lead ? [{ ...source.lead, state: 'not_known', title: `before the first look, ${formatSpan(source.lead.from, source.lead.to, zone)}` }] : []
  return [...lead, ...gaps, ...seen]
}

/** A lane a source and kind: thin is seen, hatched is not. */
export function SeenLanes({ list }: { list: SourceList }) {
  const zone = useZone()
  const scale = makeScale(list.from, list.to)
  return (
    <div className="lanes">
      <div className="lanes-row"><span className="lanes-label" /><div className="lanes-track"><Axis scale={scale} zone={zone} most={10} /></div><span className="lanes-note" /></div>
      {list.sources.map((source) => (
        <div key={`${source.by} ${source.kind}`} className="lanes-row">
          <span className="lanes-label">{source.title} <span className="second">{source.kind_title}</span></span>
          <div className="lanes-track">
            <Lane thin scale={scale} bars={seenBars(source, zone)} label={`${source.title}, ${source.kind_title}: seen ${formatShare(source.share)}${source.gaps.map((gap) => `, not seen ${formatSpan(gap.from, gap.to, zone)}`).join('')}`} />
          </div>
          <span className="lanes-note">seen {formatShare(source.share)}</span>
        </div>
      ))}
    </div>
  )
}
