import type { ColumnDef } from '@tanstack/react-table'

import type { Source, SourceState } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import type { State } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { DataTable } from '../../shared/table/DataTable'
import { formatDuration, formatNumber } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'

const states: Record<SourceState, { state: State; words: string }> = {
  seen: { state: 'pass', words: 'seen' }, partly: { state: 'not_known', words: 'seen in part' }, silent: { state: 'not_known', words: 'silent' }, never: { state: 'not_known', words: 'never seen' },
}
const proofs: Record<Source['proof'], string> = { snapshot: 'whole list read at once', total: 'against the source’s own total', count: 'counted', end: 'read to its end', none: 'nothing shows that it is whole' }
const how = { events: 'log of changes', looks: 'looks', claimed: 'as the source states it' }

function Rows({ source }: { source: Source }) {
  if (source.rows === null) return <span className="second">—</span>
  const differs = source.total !== null && source.total !== source.rows
  return <span className={differs ? 'mark-exception' : undefined}>{formatNumber(source.rows)}{source.total !== null && <span className="second"> of {formatNumber(source.total)}</span>}</span>
}

const columns: ColumnDef<Source>[] = [
  { id: 'title', header: 'Source', accessorKey: 'title', cell: ({ row: { original } }) => <span title={original.by}>{original.title}</span> },
  { id: 'kind', header: 'Of', accessorKey: 'kind_title', cell: ({ row: { original } }) => <AppLink to={paths.records(original.kind)} row>{original.kind_title}</AppLink> },
  { id: 'state', header: 'State', accessorKey: 'state', cell: ({ row }) => <StateWord state={states[row.original.state].state}>{states[row.original.state].words}</StateWord> },
  { id: 'last', header: 'Last seen', accessorKey: 'last', meta: { wide: true }, cell: ({ row }) => (row.original.last ? <Time at={row.original.last} relative /> : <span className="second">never</span>) },
  { id: 'rows', header: 'Rows', accessorKey: 'rows', meta: { numeric: true, wide: true }, cell: ({ row }) => <Rows source={row.original} /> },
  { id: 'how', header: 'How', accessorFn: (row) => how[row.how], meta: { wide: true }, cell: ({ row: { original } }) => <span className="second">{how[original.how]}{original.every && ` every ${formatDuration(original.every)}`}</span> },
  { id: 'looks', header: 'Looks', accessorKey: 'looks', meta: { numeric: true, wide: true }, cell: ({ row }) => formatNumber(row.original.looks) },
  { id: 'proof', header: 'Whole?', accessorKey: 'proof', meta: { wide: true }, cell: ({ row }) => <span className="second">{proofs[row.original.proof]}{row.original.rejected > 0 && `, ${row.original.rejected} rejected`}</span> },
]

export function SourceTable({ rows, error }: { rows: Source[]; error: Error | null }) {
  return (
    <DataTable caption="Sources" columns={columns} rows={rows} error={error} sorting="here" rowKey={(row) => `${row.by} ${row.kind}`}
      words={{
        empty: <><strong>No source has been looked at yet.</strong><code>probata serve --host</code> looks at this machine, <code>--repo PATH</code> at a git repository, <code>--file MAPPING.yaml:DATA</code> at a list.</>,
        notKnown: null, noPermission: 'You may not see the sources.',
      }} />
  )
}
