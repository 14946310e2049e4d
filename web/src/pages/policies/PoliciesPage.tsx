import { useQuery } from '@tanstack/react-query'
import type { ColumnDef } from '@tanstack/react-table'

import { policiesQuery } from '../../shared/api/queries'
import type { PolicySummary } from '../../shared/api/types'
import { PageHead } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { DataTable } from '../../shared/table/DataTable'

const columns: ColumnDef<PolicySummary>[] = [
  { id: 'title', header: 'Policy', accessorKey: 'title', cell: ({ row }) => <AppLink to={paths.policy(row.original.name)} row>{row.original.title}</AppLink> },
  { id: 'type', header: 'Is a', accessorKey: 'type' },
  { id: 'owner', header: 'Owner', accessorFn: (row) => row.owner.title },
  { id: 'rules', header: 'Rules', accessorKey: 'rules', meta: { numeric: true }, cell: ({ row }) => <>{row.original.rules}{row.original.left_out > 0 && <span className="second"> · {row.original.left_out} left out</span>}</> },
  { id: 'criteria', header: 'Criteria', accessorFn: (row) => row.criteria.join(', '), enableSorting: false, meta: { wide: true }, cell: ({ row }) => <span className="second">{row.original.criteria.join(', ')}</span> },
]

export default function PoliciesPage() {
  const { scope } = useScope()
  const policies = useQuery(policiesQuery(scope))
  useStamp(policies.data?.view)
  return (
    <>
      <PageHead title="Policies">
        <p className="second reading">What the company promises itself, ready to be adopted: every sentence with the tests that prove it, every number the one that they test with. What does not apply here is left out.</p>
      </PageHead>
      <DataTable caption="Policies" columns={columns} rows={policies.data?.policies} error={policies.error} sorting="here" rowKey={(row) => row.name}
        words={{ empty: 'The catalog has no policies.', notKnown: null, noPermission: 'You may not see policies.' }} />
    </>
  )
}
