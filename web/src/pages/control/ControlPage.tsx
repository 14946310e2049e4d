import './control.css'

import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { controlQuery } from '../../shared/api/queries'
import type { TestResult } from '../../shared/api/types'
import { PageHead, Section, Tabs } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { useParam, useScope, useSetParams, useStamp } from '../../shared/scope/scope'
import { ControlHead } from './ControlHead'
import { ControlTimeline } from './ControlTimeline'
import { Items } from './Items'
import { MapsTo } from './MapsTo'
import { Rule } from './Rule'
import { Seen } from './Seen'
import { TestList } from './TestList'

const tabs = [{ name: 'items', title: 'Items' }, { name: 'seen', title: 'What we saw' }, { name: 'rule', title: 'Rule (CEL)' }, { name: 'maps', title: 'Maps to' }]

/** Who names no test looks for what is wrong. */
const firstToLookAt = (tests: TestResult[]) => tests.find((each) => each.counts.failed > 0) ?? tests.find((each) => each.counts.unknown > 0) ?? tests[0]

export default function ControlPage() {
  const { control: id = '' } = useParams()
  const { scope } = useScope()
  const control = useQuery(controlQuery(scope, id))
  const testId = useParam('test')
  const tab = useParam('tab', 'items')
  const setParams = useSetParams()
  useStamp(control.data?.view)

  if (!control.data) return <PageState error={control.error} title={id} />
  const { tests, timeline, on_failure } = control.data
  const test = tests.find((each) => each.id === testId) ?? firstToLookAt(tests)
  return (
    <>
      <PageHead title={control.data.title} crumbs={control.data.criteria.map((criterion) => criterion.id).join(' ')}>
        <ControlHead control={control.data} />
      </PageHead>
      <ControlTimeline control={id} timeline={timeline} conclusion={control.data.conclusion} />
      <Section title={tests.length === 1 ? 'Test' : `Tests (${tests.length})`}>
        <TestList tests={tests} current={test?.id} select={(name) => setParams({ test: name, filter: null, q: null })} />
      </Section>
      {on_failure && <p className="reading" style={{ marginTop: 16 }}><span className="second">If it fails:</span> {on_failure}</p>}
      <Tabs label="About the test" tabs={tabs} current={tab} select={(name) => setParams({ tab: name === 'items' ? null : name })} />
      {test && tab === 'items' && <Items control={id} test={test} />}
      {test && tab === 'seen' && <Seen test={test} period={control.data.view.period} />}
      {test && tab === 'rule' && <Rule test={test} numbers={control.data.numbers} />}
      {tab === 'maps' && <MapsTo control={control.data} />}
    </>
  )
}
