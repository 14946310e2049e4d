import './applies.css'

import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { appliesQuery, statusQuery } from '../../shared/api/queries'
import { Differences } from '../../shared/parts/Differences'
import { PageHead, Section, Tabs } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { useParam, useScope, useSetParams, useStamp } from '../../shared/scope/scope'
import { DataTable } from '../../shared/table/DataTable'
import { columns } from './columns'
import { count, findControls, type Show } from './filter'
import { Questions } from './Questions'

const shows: { name: Show; title: string }[] = [{ name: 'all', title: 'All' }, { name: 'yes', title: 'apply' }, { name: 'no', title: 'do not apply' }, { name: 'not_known', title: 'not known' }]

export default function AppliesPage() {
  const { scope, following } = useScope()
  const applies = useQuery(appliesQuery(scope))
  const status = useQuery(statusQuery)
  const asked = useParam('q')
  const chosen = useParam('show', 'all')
  const setParams = useSetParams()
  useStamp(applies.data?.view)
  if (!applies.data) return <PageState error={applies.error} title="What applies to us" />

  const what = applies.data
  const show = shows.find(({ name }) => name === chosen)?.name ?? 'all'
  // What is written counts from now on: not while an earlier state is looked at, and never in the demo.
  const writable = following && status.data?.demo === false
  const first = what.questions.filter((question) => question.first !== null)
  const others = what.questions.filter((question) => question.first === null)
  const missing = what.questions.filter((question) => !question.given).length
  return (
    <>
      <PageHead title="What applies to us">
        <p className="second reading">{what.profile === '' ? 'Controls of every profile count' : `The profile ${what.profile} is chosen`}; the answers decide which of its controls apply. {missing > 0 && `Of ${what.questions.length} answers ${missing} are assumed.`}</p>
      </PageHead>
      <Section title="Asked first"><Questions questions={first} now={what.view.at} writable={writable} /></Section>
      <Section title="Further questions"><Questions questions={others} now={what.view.at} writable={writable} /></Section>
      <Section title="Differences from the catalog that is shipped"><Differences changes={what.overrides} empty="The catalog is as shipped." /></Section>
      <Section title="Controls">
        <TextInput size="xs" className="applies-find no-print" type="search" aria-label="Has the words" placeholder="Has the words" value={asked} onChange={(event) => setParams({ q: event.currentTarget.value })} />
        <Tabs label="Filter" current={show} select={(name) => setParams({ show: name === 'all' ? null : name })}
          tabs={shows.filter(({ name }) => name === 'all' || name === show || count(what, name) > 0).map(({ name, title }) => ({ name, title: <>{title} <span className="second">{count(what, name)}</span></> }))} />
        <DataTable caption="Controls, and why they apply" columns={columns} rows={findControls(what, show, asked)} error={null} rowKey={(row) => row.id} sorting="here"
          words={{ empty: 'No control has all of these words.', notKnown: null, noPermission: 'You may not see the controls.' }} />
      </Section>
    </>
  )
}
