import type { Control } from '../../shared/api/types'
import { conclusionState, conclusionWords } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { formatCount, formatDuration, formatNumber } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'

function whichTime(control: Control) {
  const { period, at, size } = control.view
  const known = formatCount(size, 'entry', 'entries')
  if (!period) return <>state at <Time at={at} /> · as known at {known}</>
  return <><Time at={period.from} precision="day" /> – <Time at={period.to} precision="day" /> · as known at {known}</>
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
  return (
    <>
      <p className="control-statement reading">{control.statement}</p>
      <div className="control-facts">
        <span className="control-conclusion"><StateWord state={conclusionState(control.conclusion)}>{conclusionWords(control.conclusion)}</StateWord></span>
        <span>{firstNumbers(control)}</span>
        <span className="second">{whichTime(control)}</span>
      </div>
      <div className="control-facts small">
        <span><span className="second">owner</span> {control.owner_title || 'nobody yet'}</span>
        {control.numbers.map((number) => <span key={number.name} title={number.name}><span className="second">our number: {number.title}</span> {formatDuration(number.value)}</span>)}
        {control.frequency && <span><span className="second">happens</span> {control.frequency}</span>}
      </div>
    </>
  )
}
