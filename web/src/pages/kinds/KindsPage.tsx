import { useQuery } from '@tanstack/react-query'
import type { ColumnDef } from '@tanstack/react-table'

import { kindsQuery } from '../../shared/api/queries'
import type { KindSummary } from '../../shared/api/types'
import { PageHead } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { DataTable } from '../../shared/table/DataTable'
import { formatNumber } from '../../shared/time/format'

const columns: ColumnDef<KindSummary>[] = [
  { id: 'plural', header: 'Records', accessorKey: 'plural', cell: ({ row }) => <AppLink to={paths.records(row.original.name)} row>{row.original.plural}</AppLink> },
  { id: 'count', header: 'How many', accessorKey: 'count', meta: { numeric: true }, cell: ({ row }) => (row.original.count === 0 ? <span className="second">0</span> : formatNumber(row.original.count)) },
  { id: 'kept', header: 'Kept in', accessorFn: (row) => (row.record ? 'Probata' : 'sources'), meta: { wide: true } },
  { id: 'about', header: 'What they are', accessorKey: 'about', enableSorting: false, meta: { wide: true }, cell: ({ row }) => <span className="second">{row.original.about}</span> },
]

export default function KindsPage() {
  const { scope } = useScope()
  const kinds = useQuery(kindsQuery(scope))
  useStamp(kinds.data?.view)
  return (
    <>
      <PageHead title="Records" />
      <DataTable caption="Records" columns={columns} rows={kinds.data?.kinds} error={kinds.error} sorting="here" rowKey={(row) => row.name}
        words={{ empty: 'The catalog has no kinds.', notKnown: null, noPermission: 'You may not see records.' }} />
    </>
  )
}
