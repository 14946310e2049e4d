import type { FirstLookStep } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { StateMark } from '../../shared/state/StateMark'
import { Time } from '../../shared/time/Time'

const words = { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed' }

function StepMark({ state }: { state: FirstLookStep['state'] }) {
  if (state === 'running') return <span className="home-spin" aria-hidden="true" />
  return <StateMark state={state === 'done' ? 'pass' : state === 'failed' ? 'exception' : 'to_do'} label="" />
}

/** Shown until the first look is complete. */
export function FirstLook({ steps }: { steps: FirstLookStep[] }) {
  const done = steps.filter((step) => step.state === 'done').length
  return (
    <Section title="First look" side={`${done} of ${steps.length} done`}>
      <ol aria-live="polite" style={{ borderTop: '1px solid var(--line)' }}>
        {steps.map((step) => (
          <li key={step.name} className="home-step">
            <StepMark state={step.state} />
            <span>{step.title}<span className="sr-only"> {words[step.state]}</span></span>
            <span className="second break">{step.detail}</span>
            <span className="second small">{step.at && <Time at={step.at} precision="second" />}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
