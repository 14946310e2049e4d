import { useQuery } from '@tanstack/react-query'
import type { ColumnDef } from '@tanstack/react-table'

import { offeredResultsQuery } from '../../shared/api/queries'
import type { OfferedResults, TestSummary } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { controlShort, controlState, judged } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { DataTable } from '../../shared/table/DataTable'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { countWords, pathOf } from './offered'

type Change = OfferedResults['results'][number]

function Side({ summary }: { summary: TestSummary }) {
  if (summary === null) return <span className="second">no result</span>
  const counts = countWords(summary)
  const result = judged(summary.conclusion, summary.failed)
  return <><StateWord state={controlState(result)}>{controlShort(result)}</StateWord>{counts && <div className="second small">{counts}</div>}</>
}

const columns: ColumnDef<Change>[] = [
  { id: 'test', header: 'Test', cell: ({ row: { original } }) => <>{original.was ? <AppLink to={pathOf(original.test, paths.control)}>{original.title}</AppLink> : original.title}<div className="second small break">{original.test}</div></> },
  { id: 'was', header: 'In force', meta: { wide: true }, cell: ({ row }) => <Side summary={row.original.was} /> },
  // A phone has no room for both beside each other.
  { id: 'is', header: 'Offered', cell: ({ row }) => <><Side summary={row.original.is} /><div className="catalog-was"><span className="second small">in force: </span><Side summary={row.original.was} /></div></> },
]

/** Of each test whose result differs, both; what takes long is said to be on its way. */
export function ChangedResults() {
  const { data, error, isPending } = useQuery(offeredResultsQuery)
  return (
    <>
      <p className="second small">{isPending ? 'The results of both are worked out; where there is much evidence this takes a while.' : data && <>The state at <Time at={data.view.at} />, as known at {formatCount(data.view.size, 'entry', 'entries')}.</>}</p>
      <DataTable caption="Results that change" columns={columns} rows={data?.results} error={error} rowKey={(row) => row.test} sorting="none"
        words={{ empty: 'No result changes.', notKnown: null, noPermission: 'You may not see the results.' }} />
    </>
  )
}
