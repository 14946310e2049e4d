import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ColumnDef } from '@tanstack/react-table'
import { useState } from 'react'

import { sealsQuery } from '../../shared/api/queries'
import type { Checkpoint } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { DataTable } from '../../shared/table/DataTable'
import { formatNumber } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'

const columns: ColumnDef<Checkpoint>[] = [
  { id: 'size', header: 'Entries sealed', meta: { numeric: true }, cell: ({ row }) => formatNumber(row.original.size) },
  { id: 'signed', header: 'Sealed', cell: ({ row }) => (row.original.signed_at ? <Time at={row.original.signed_at} precision="second" relative /> : <span className="second">time not kept</span>) },
  { id: 'root', header: 'Root of the tree', meta: { wide: true }, cell: ({ row }) => <code className="break">{row.original.root}</code> },
  { id: 'note', header: 'Signed note', cell: ({ row }) => <details><summary>show</summary><pre className="mono break" style={{ whiteSpace: 'pre-wrap' }}>{row.original.note}</pre></details> },
]

const step = 100
/** No answer has more rows (schemas/openapi.yaml, Limit). */
const most = 500

/** Signed checkpoints; whoever keeps one can tell later whether the past was changed. */
export function Seals() {
  const [limit, setLimit] = useState(step)
  const seals = useQuery({ ...sealsQuery(limit), placeholderData: keepPreviousData })
  const rows = seals.data?.checkpoints
  const shown = rows?.length ?? 0
  return (
    <>
      <p className="reading second" style={{ padding: '12px 0' }}>A seal is a signed statement of how many entries there were and which. Keep one outside the company, and nobody can rewrite what came before it unnoticed: <code>probata ledger prove --from SIZE</code> proves that the log grew out of the entries it sealed, and <code>probata ledger check</code> computes all entries and seals anew.</p>
      <DataTable caption="Seals, newest first" columns={columns} rows={rows} error={seals.error} sorting="none" rowKey={(row) => String(row.size)}
        words={{ empty: 'Nothing has been sealed yet.', notKnown: null, noPermission: 'You may not see the seals.' }}
        more={shown < most ? { load: () => setLimit(limit + step), loading: seals.isPlaceholderData, shown, total: shown < limit && !seals.isPlaceholderData ? shown : null } : undefined} />
      {shown >= most && <p className="table-note">The newest {most} are shown; <code>probata ledger check</code> checks and counts all of them.</p>}
      {seals.data && <Section title="Key that the seals are checked with"><code className="break">{seals.data.key}</code></Section>}
    </>
  )
}
