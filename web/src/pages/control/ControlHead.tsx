import { useQuery } from '@tanstack/react-query'

import { controlsQuery } from '../../shared/api/queries'
import type { Control } from '../../shared/api/types'
import { useScope } from '../../shared/scope/scope'
import { controlState, controlWords, judged, type Judged } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { formatCount, formatDuration, formatNumber } from '../../shared/time/format'
import { formatPeriod } from '../../shared/time/period'
import { Time } from '../../shared/time/Time'
import { useZone } from '../../shared/time/zone'

function WhichTime({ view }: { view: Control['view'] }) {
  const zone = useZone()
  const known = formatCount(view.size, 'entry', 'entries')
  if (!view.period) return <>state at <Time at={view.at} /> · as known at {known}</>
  return <>{formatPeriod(view.period.from, view.period.to, zone)} · as known at {known}</>
}

/** As the list of controls has it, which alone tells of what was already wrong when first seen. */
function useJudged({ id, conclusion, tests }: Control): Judged {
  const { scope } = useScope()
  const listed = useQuery(controlsQuery(scope)).data?.controls.find((each) => each.id === id)
  return listed ?? judged(conclusion, tests.reduce((sum, test) => sum + test.counts.failed, 0))
}

function firstNumbers(control: Control): string {
  const failed = control.tests.reduce((sum, test) => sum + test.counts.failed, 0)
  const population = control.tests.reduce((sum, test) => sum + test.counts.population, 0)
  const unknown = control.tests.reduce((sum, test) => sum + test.counts.unknown, 0)
  if (unknown > 0) return `${formatCount(population, 'item')}: ${formatCount(failed, 'exception')}, ${formatNumber(unknown)} not known`
  return failed > 0 ? `${failed} of ${population}` : formatCount(population, 'item')
}

/** Statement, conclusion, owner: what the control says and whether it held. */
export function ControlHead({ control }: { control: Control }) {
  const result = useJudged(control)
  return (
    <>
      <p className="control-statement reading">{control.statement}</p>
      <div className="control-facts">
        <span className="control-conclusion"><StateWord state={controlState(result)}>{controlWords(result)}</StateWord></span>
        <span>{firstNumbers(control)}</span>
        <span className="second"><WhichTime view={control.view} /></span>
      </div>
      <div className="control-facts small">
        <span><span className="second">owner</span> {control.owner_title || 'nobody yet'}</span>
        {control.numbers.map((number) => <span key={number.name} title={number.name}><span className="second">our number: {number.title}</span> {formatDuration(number.value)}</span>)}
        {control.frequency && <span><span className="second">happens</span> {control.frequency}</span>}
      </div>
    </>
  )
}
