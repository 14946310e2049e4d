import type { ColumnDef } from '@tanstack/react-table'
import type { ReactNode } from 'react'

import type { EntrySummary } from '../api/types'
import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'
import { DataTable } from '../table/DataTable'
import { Time } from '../time/Time'
import { useKindTitle } from './kindTitle'
import { SourceName } from './SourceName'

function whatChanged(entry: EntrySummary): string {
  return entry.gone ? 'gone' : entry.set.map((field) => field.replaceAll('_', ' ')).join(', ')
}

function About({ entry }: { entry: EntrySummary }) {
  const title = useKindTitle()
  return <span className="break"><span className="second">{title(entry.kind)}</span> <AppLink to={paths.record(entry.kind, entry.id)}>{entry.label}</AppLink></span>
}

const columns: ColumnDef<EntrySummary>[] = [
  { id: 'seq', header: 'Entry', cell: ({ row }) => <AppLink to={paths.entry(row.original.seq)} row label={`Entry ${row.original.seq}`}>{row.original.seq}</AppLink> },
  { id: 'at', header: 'So from', cell: ({ row }) => <Time at={row.original.at} precision="second" /> },
  { id: 'what', header: 'About', cell: ({ row }) => <About entry={row.original} /> },
  { id: 'set', header: 'Says', meta: { wide: true }, cell: ({ row }) => <span className="second entry-says" title={whatChanged(row.original)}>{whatChanged(row.original)}</span> },
  { id: 'by', header: 'Told by', meta: { wide: true }, cell: ({ row }) => <SourceName by={row.original.by} /> },
  { id: 'recorded', header: 'Recorded', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.recorded} precision="second" /> },
]

interface EntryTableProps {
  caption: string
  rows: EntrySummary[] | undefined
  error: Error | null
  empty: ReactNode
  more?: { load: () => void; loading: boolean; shown: number; total: number | null }
}

export function EntryTable({ caption, rows, error, empty, more }: EntryTableProps) {
  return (
    <DataTable caption={caption} columns={columns} rows={rows} error={error} sorting="none" rowKey={(row) => String(row.seq)} more={more}
      words={{ empty, notKnown: null, noPermission: 'You may not see these entries.' }} />
  )
}
