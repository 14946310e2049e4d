import '../../shared/timeline/timeline.css'

import type { Record_, RecordField } from '../../shared/api/types'
import { sourceName } from '../../shared/parts/SourceName'
import { Section } from '../../shared/parts/Page'
import { formatCount, formatInstant, formatRange } from '../../shared/time/format'
import { useZone } from '../../shared/time/zone'
import { Axis } from '../../shared/timeline/Lane'
import { makeScale, place, type Scale } from '../../shared/timeline/scale'
import { valueText } from '../../shared/value/value'
import { historyStretch, stretchesOf } from './history'

function FieldLane({ field, scale, end, zone }: { field: RecordField; scale: Scale; end: string; zone: string }) {
  const stretches = stretchesOf(field, end)
  const text = (value: unknown, label: string | null) => label ?? valueText(value, field.type, zone)
  const label = `${field.title}: ${stretches.map((each) => `${text(each.value, each.label)} from ${formatInstant(each.from, zone)}`).join(', ')}`
  return (
    <div className="lane lanes-track" role="img" aria-label={label}>
      {stretches.map((each) => {
        const at = place(scale, each.from, each.to)
        return at && (
          <div key={`${each.seq}`} className="record-lane-value" style={{ left: `${at.left}%`, width: `${at.width}%` }}
            title={`${text(each.value, each.label)} · ${formatRange(each.after ?? undefined, each.from, zone)} · ${sourceName(each.by)}, entry ${each.seq}`}>
            {text(each.value, each.label)}
          </div>
        )
      })}
    </div>
  )
}

/** What was so, and from when: each field to scale. */
export function HistoryLanes({ record }: { record: Record_ }) {
  const zone = useZone()
  const { from, to } = historyStretch(record)
  const scale = makeScale(from, to)
  const lanes = record.fields.filter((field) => field.history.length > 0)
  if (lanes.length === 0) return null
  return (
    <Section title="Over time">
      <div className="lanes">
        <div className="lanes-row"><span className="lanes-label" /><div className="lanes-track"><Axis scale={scale} zone={zone} /></div><span className="lanes-note" /></div>
        {lanes.map((field) => (
          <div key={field.name} className="lanes-row">
            <span className="lanes-label">{field.title}</span>
            <FieldLane field={field} scale={scale} end={to} zone={zone} />
            <span className="lanes-note">{formatCount(field.history.length, 'entry', 'entries')}</span>
          </div>
        ))}
      </div>
    </Section>
  )
}
