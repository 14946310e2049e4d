import './exception.css'

import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { explanationQuery } from '../../shared/api/queries'
import { headingOf } from '../../shared/parts/ItemSentence'
import { PageHead, Section } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { RuleParts } from '../../shared/parts/RuleParts'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useParam, useScope, useStamp } from '../../shared/scope/scope'
import { verdictState, verdictWords } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { ExceptionFacts } from './ExceptionFacts'
import { IntervalDrawing } from './IntervalDrawing'
import { Others } from './Others'
import { RelatedEntries } from './RelatedEntries'
import { Stepper } from './Stepper'
import { useStep } from './useStep'

export default function ExceptionPage() {
  const { control = '', test = '' } = useParams()
  const { scope } = useScope()
  const explanation = useQuery(explanationQuery(scope, control, test, useParam('item'), useParam('from') || undefined))
  const step = useStep(explanation.data?.instants.length ?? 0)
  useStamp(explanation.data?.view)

  if (!explanation.data) return <PageState error={explanation.error} title="Explanation" />
  const { row, rule, instants, related, others } = explanation.data
  return (
    <>
      <PageHead title={headingOf({ verdict: row.verdict, sentence: explanation.data.sentence })} mark={<StateMark state={verdictState(row.verdict)} size={18} label={verdictWords(row.verdict)} />}
        crumbs={<><AppLink to={paths.control(control, test)}>{explanation.data.control_title}</AppLink> · {explanation.data.test_title} · severity {explanation.data.severity} · owner {explanation.data.owner_title || 'nobody yet'}</>}>
        <ExceptionFacts explanation={explanation.data} />
      </PageHead>
      <IntervalDrawing row={row} instants={instants} step={step.step} select={step.select} />
      <Stepper instants={instants} due={row.due} step={step.step} select={step.select} />
      {row.verdict === 'failed' && <p className="second" style={{ marginTop: 16 }}>This exception stays in the report, also after the repair.</p>}
      <Section title="Rule"><RuleParts rule={rule} /></Section>
      <RelatedEntries entries={related} />
      <Others control={control} test={test} others={others} current={row} />
    </>
  )
}
