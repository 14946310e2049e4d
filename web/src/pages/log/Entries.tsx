import { NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { entriesQuery, kindsQuery } from '../../shared/api/queries'
import { EntryTable } from '../../shared/parts/EntryTable'
import { useParam, useScope, useSetParams, useStamp } from '../../shared/scope/scope'

/** Newest first, with filters in the URL. */
export function Entries() {
  const { scope } = useScope()
  const kind = useParam('kind')
  const by = useParam('by')
  const setParams = useSetParams()
  const kinds = useQuery(kindsQuery(scope)).data?.kinds ?? []
  const entries = useInfiniteQuery(entriesQuery(scope.size, kind, by))
  const rows = useMemo(() => entries.data?.pages.flatMap((page) => page.rows), [entries.data])
  const first = entries.data?.pages[0]
  useStamp(first)
  return (
    <>
      <div className="row no-print" style={{ padding: '12px 0 6px' }}>
        <NativeSelect size="xs" aria-label="About" value={kind} onChange={(event) => setParams({ kind: event.currentTarget.value })}
          data={[{ value: '', label: 'About everything' }, ...kinds.map((each) => ({ value: each.name, label: each.plural }))]} />
        <TextInput key={by} size="xs" aria-label="Told by" placeholder="Told by (connector:host)" defaultValue={by} style={{ width: 220 }}
          onKeyDown={(event) => { if (event.key === 'Enter') setParams({ by: event.currentTarget.value }) }} />
      </div>
      <EntryTable caption="Entries, newest first" rows={rows} error={entries.error} empty={kind || by ? 'No entry fits these filters.' : <><strong>The log is empty.</strong><code>probata append FILE</code> or a source fills it.</>}
        more={{ load: () => void entries.fetchNextPage(), loading: entries.isFetchingNextPage, shown: rows?.length ?? 0, total: entries.hasNextPage ? (kind || by ? null : (first?.size ?? null)) : (rows?.length ?? 0) }} />
    </>
  )
}
