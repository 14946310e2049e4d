import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'

import { kindQuery, recordsQuery } from '../../shared/api/queries'
import { PageHead } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { AppLink } from '../../shared/scope/AppLink'
import { useParam, useScope, useStamp } from '../../shared/scope/scope'
import { DataTable } from '../../shared/table/DataTable'
import { formatNumber } from '../../shared/time/format'
import { Filters } from './Filters'
import { useFilters } from './filters'
import { recordColumns, unreadFields } from './recordColumns'
import { NotWhole, SeenLine, Unread } from './SeenLine'
import { WhatFills } from './WhatFills'

export default function RecordsPage() {
  const { kind: name = '' } = useParams()
  const { scope } = useScope()
  const kind = useQuery(kindQuery(name))
  const filters = useFilters()
  const query = useParam('q')
  const records = useInfiniteQuery(recordsQuery(scope, name, query, useParam('sort') || 'id', filters))
  const first = records.data?.pages[0]
  useStamp(first?.view)
  const rows = useMemo(() => records.data?.pages.flatMap((page) => page.rows), [records.data])
  const unread = useMemo(() => (kind.data ? unreadFields(kind.data, rows) : []), [kind.data, rows])
  const columns = useMemo(() => (kind.data ? recordColumns(kind.data, unread) : []), [kind.data, unread])

  if (!kind.data) return <PageState error={kind.error} title={name} />
  const filtered = query !== '' || Object.keys(filters).length > 0
  return (
    <>
      <PageHead title={kind.data.plural} crumbs={<AppLink to="/records">Records</AppLink>}>
        <p className="second reading">{kind.data.about}</p>
      </PageHead>
      {first && <SeenLine seen={first.seen} kept={kind.data.record} />}
      <Filters kind={kind.data} filters={filters} query={query} />
      <DataTable caption={kind.data.plural} columns={columns} rows={rows} error={records.error} rowKey={(row) => row.id} sorting="server"
        words={{
          empty: filtered ? 'Nothing fits these filters.' : <><strong>None{first ? ` of ${formatNumber(first.view.size)} entries tells of one` : ''}.</strong><WhatFills kept={kind.data.record} /></>,
          notKnown: first && first.seen.length === 0 && !kind.data.record ? <NotWhole /> : unread.length > 0 ? <Unread fields={unread} rows={rows ?? []} /> : null, noPermission: 'You may not see these records.',
        }}
        more={{ load: () => void records.fetchNextPage(), loading: records.isFetchingNextPage, shown: rows?.length ?? 0, total: first?.total ?? null }} />
    </>
  )
}
