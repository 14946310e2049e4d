import type { ColumnDef } from '@tanstack/react-table'

import type { Kind, KindField, RecordRow } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { StateMark } from '../../shared/state/StateMark'
import { Cell } from '../../shared/value/Value'
import { isNumeric } from '../../shared/value/value'

const mostColumns = 7

/** Fields that are not known of any row here: said once above the table instead of in every row. */
export function unreadFields(kind: Kind, rows: RecordRow[] | undefined): KindField[] {
  if (!rows || rows.length === 0) return []
  return kind.fields.filter((field) => rows.every((row) => row.values[field.name]?.state === 'not_known'))
}

/** Columns made from the kind: its name first, then its first fields; long texts and JSON are on the record's own page. */
export function recordColumns(kind: Kind, unread: KindField[]): ColumnDef<RecordRow>[] {
  const shown = kind.fields.filter((field) => !unread.includes(field) && !field.label && field.type !== 'json' && field.type !== 'file' && field.type !== 'bytes').slice(0, mostColumns)
  return [
    {
      id: 'label', header: kind.title, accessorFn: () => null,
      cell: ({ row: { original } }) => (
        <span className="break">{original.existence === 'not_known' && <><StateMark state="not_known" label="not known whether it is still there" /> </>}<AppLink to={paths.record(kind.name, original.id)} row title={original.id}>{original.label}</AppLink></span>
      ),
    },
    ...shown.map((field, index): ColumnDef<RecordRow> => ({
      id: field.name, header: field.unit ? `${field.title} (${field.unit})` : field.title, accessorFn: () => null, meta: { numeric: isNumeric(field.type), wide: index > 1 },
      cell: ({ row }) => <Cell cell={row.original.values[field.name]} field={field} />,
    })),
  ]
}
