import { useQuery } from '@tanstack/react-query'

import { controlsQuery } from '../../shared/api/queries'
import { PageHead, Tabs } from '../../shared/parts/Page'
import { useParam, useScope, useSetParams, useStamp } from '../../shared/scope/scope'
import { controlState, type State } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { DataTable } from '../../shared/table/DataTable'
import { controlColumns } from './columns'

const filters: { name: State | 'all'; title: string }[] = [
  { name: 'all', title: 'All' }, { name: 'exception', title: 'wrong now' }, { name: 'not_known', title: 'not known' },
  { name: 'to_do', title: 'to do' }, { name: 'pass', title: 'work today' }, { name: 'none', title: 'did not occur or do not apply' },
]

export default function ControlsPage() {
  const { scope } = useScope()
  const controls = useQuery(controlsQuery(scope))
  const state = useParam('state', 'all')
  const setParams = useSetParams()
  useStamp(controls.data?.view)

  const all = controls.data?.controls
  const rows = all?.filter((control) => state === 'all' || controlState(control) === state)
  const count = (name: State | 'all') => all?.filter((control) => name === 'all' || controlState(control) === name).length ?? 0
  return (
    <>
      <PageHead title="Controls" />
      <Tabs label="Filter" current={state} select={(name) => setParams({ state: name === 'all' ? null : name })}
        tabs={filters.filter(({ name }) => name === 'all' || name === state || count(name) > 0)
          .map(({ name, title }) => ({ name: name as string, title: <>{name !== 'all' && <StateMark state={name} label="" size={14} />} {title} <span className="second">{count(name)}</span></> }))} />
      <DataTable caption="Controls" columns={controlColumns} rows={rows} error={controls.error} rowKey={(row) => row.id} sorting="here"
        words={{
          empty: state === 'all' ? <><strong>No control is in scope.</strong>A control is one file in catalog/controls; <code>probata catalog check</code> says what is wrong with it.</> : 'No control is in this state.',
          notKnown: null, noPermission: 'You may not see the controls.',
        }} />
    </>
  )
}
