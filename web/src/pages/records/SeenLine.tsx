import type { KindField, RecordRow, SourceSight } from '../../shared/api/types'
import { StateMark } from '../../shared/state/StateMark'
import { formatNumber } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'

/** By whom the list is known, and whether it is whole. */
export function SeenLine({ seen, kept }: { seen: SourceSight[]; kept: boolean }) {
  if (kept) return <p className="second small">Kept in Probata.</p>
  return (
    <ul className="row small" style={{ gap: '2px 20px' }}>
      {seen.map((source) => (
        <li key={source.by}>
          <StateMark state={source.to ? 'pass' : 'not_known'} label={source.to ? 'seen' : 'never seen'} size={14} /> {source.title}{' '}
          <span className="second">{source.rows !== null && <>{formatNumber(source.rows)}{source.total !== null && <> of {formatNumber(source.total)}</>} rows, </>}{source.to ? <>seen until <Time at={source.to} /></> : 'never'}</span>
        </li>
      ))}
    </ul>
  )
}

export function NotWhole() {
  return <><StateMark state="not_known" label="" /> No source tells of these: whether this is all of them is not known.</>
}

/** What is not known of any of them, said once. */
export function Unread({ fields, rows }: { fields: KindField[]; rows: RecordRow[] }) {
  const reasons = [...new Set(fields.map((field) => rows[0]?.values[field.name]?.because).filter(Boolean))]
  return <span><StateMark state="not_known" label="" /> {fields.map((field) => field.title).join(', ')}: not known, because {reasons.join('; ') || 'nothing tells it'}</span>
}
