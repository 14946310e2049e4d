import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { itemsQuery, type ItemFilter } from '../../shared/api/queries'
import type { TestResult } from '../../shared/api/types'
import { useParam, useScope, useSetParams } from '../../shared/scope/scope'
import { StateMark } from '../../shared/state/StateMark'
import { DataTable } from '../../shared/table/DataTable'
import { formatCount } from '../../shared/time/format'
import { itemColumns } from './itemColumns'

function filtersOf(test: TestResult, period: boolean): { name: ItemFilter; title: string; count: number }[] {
  const { counts } = test
  return [
    { name: 'all', title: 'All', count: counts.population }, { name: 'failed', title: '✕ Exceptions', count: counts.failed },
    { name: 'unknown', title: '? Not known', count: counts.unknown }, { name: 'pending', title: '◔ To do', count: counts.pending },
    { name: 'waived', title: 'Approved exceptions', count: counts.waived }, { name: 'passed', title: '✓ In time', count: counts.passed },
    { name: 'boundary', title: period ? 'Due after the period' : 'Due later', count: test.boundary }, { name: 'found', title: 'Already so when first seen', count: test.found },
  ]
}

function Filters({ test, filter }: { test: TestResult; filter: ItemFilter }) {
  const setParams = useSetParams()
  const { scope } = useScope()
  return (
    <div className="row no-print" style={{ padding: '12px 0 4px' }} role="group" aria-label="Show">
      {filtersOf(test, scope.period !== undefined).filter(({ name, count }) => name === 'all' || name === filter || count > 0).map(({ name, title, count }) => (
        <button key={name} type="button" className="chip" aria-pressed={name === filter} onClick={() => setParams({ filter: name === 'all' ? null : name })}>
          {title} {count}
        </button>
      ))}
      <TextInput size="xs" aria-label="Filter items by name" placeholder="Name contains" defaultValue={useParam('q')} style={{ marginLeft: 'auto' }}
        onKeyDown={(event) => { if (event.key === 'Enter') setParams({ q: event.currentTarget.value }) }} onBlur={(event) => setParams({ q: event.currentTarget.value })} />
    </div>
  )
}

function NotWhole({ test }: { test: TestResult }) {
  return <><StateMark state="not_known" label="" /> The population may not be whole: {formatCount(test.limitations.length, 'stretch was', 'stretches were')} not seen (tab “What we saw”).</>
}

/** The population: every item the rule applies to, worst first. */
export function Items({ control, test }: { control: string; test: TestResult }) {
  const { scope } = useScope()
  const filter = useParam('filter', 'all') as ItemFilter
  const items = useInfiniteQuery(itemsQuery(scope, control, test.id, filter, useParam('q')))
  const columns = useMemo(() => itemColumns(control, test, scope.period !== undefined), [control, test, scope.period])
  const rows = useMemo(() => items.data?.pages.flatMap((page) => page.rows), [items.data])
  return (
    <>
      <p className="second small" style={{ paddingTop: 12 }}>Population: {formatCount(test.counts.population, 'item')} of {test.each_title.toLowerCase()}, everything the rule applies to{test.counts.late.people > 0 ? `; ${test.counts.late.people} rest on evidence that people recorded late` : ''}.{rows?.some((row) => row.claimed) && ' Times as the source states them.'}</p>
      <Filters test={test} filter={filter} />
      <DataTable caption={`Items of ${test.title}`} columns={columns} rows={rows} error={items.error} rowKey={(row) => `${row.item}#${row.from ?? ''}`} sorting="none"
        words={{
          empty: filter === 'all' ? <><strong>The rule applied to nothing.</strong>{test.limitations.length > 0 ? 'What was not seen may have held something.' : 'The source was searched and had 0 rows.'}</> : 'No item is in this state.',
          notKnown: test.limitations.length > 0 ? <NotWhole test={test} /> : null, noPermission: 'You may not see these items.',
        }}
        more={{ load: () => void items.fetchNextPage(), loading: items.isFetchingNextPage, shown: rows?.length ?? 0, total: items.data?.pages[0]?.total ?? null }} />
    </>
  )
}
