// A field's history as stretches of one value each, for drawing.
import type { Record_, RecordField } from '../../shared/api/types'

export interface Stretch { from: string; to: string; value: unknown; label: string | null; seq: number; by: string; after: string | null }

/** Of the layer that counts now; each change holds until the next. */
export function stretchesOf(field: RecordField, end: string): Stretch[] {
  const own = field.history.filter((change) => field.by === null || change.by === field.by)
  return own.map((change, index) => ({ ...change, from: change.at, to: own[index + 1]?.at ?? end }))
}

/** From shortly before the first change of anything to `at`; at least a minute. */
export function historyStretch(record: Pick<Record_, 'fields' | 'view'>): { from: string; to: string } {
  const to = Date.parse(record.view.at)
  const first = Math.min(to - 60_000, ...record.fields.flatMap((field) => field.history.map((change) => Date.parse(change.at))))
  return { from: new Date(first - Math.round((to - first) / 40)).toISOString(), to: new Date(to).toISOString() }
}
