import type { ExplanationInstant } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { StateMark } from '../../shared/state/StateMark'
import { Time } from '../../shared/time/Time'
import { Reads } from './Reads'
import { holdsWords, stepState, stepWords, whatWords } from './words'

interface StepperProps { instants: ExplanationInstant[]; due: string | null; step: number; select: (step: number) => void }

/** Those not looked at are hidden on the screen and printed. */
function StepDetail({ instant, shown }: { instant: ExplanationInstant; shown: boolean }) {
  return (
    <div className={shown ? 'stepper-detail' : 'stepper-detail step-hidden'}>
      <p className="stepper-words"><strong>{whatWords[instant.what]} <Time at={instant.at} after={instant.after} precision="second" /></strong><br />{instant.words || `${whatWords[instant.what]}: ${holdsWords(instant.value)}.`}</p>
      <Reads reads={instant.reads} />
      {instant.steps.length > 0 && (
        <ol className="steps-tree" aria-label="Parts of the rule and what they came to">
          {instant.steps.map((part, index) => <li key={index}><code className="break">{part.text}</code><code className="nowrap">{part.value === 'unknown' ? 'not known' : part.value}</code></li>)}
        </ol>
      )}
    </div>
  )
}

/** The explanation, instant by instant. */
export function Stepper({ instants, due, step, select }: StepperProps) {
  if (instants.length === 0) return null
  return (
    <Section title="Instant by instant" side={<span className="no-print"><kbd>j</kbd> <kbd>k</kbd> or <kbd>←</kbd> <kbd>→</kbd> step</span>}>
      <div className="stepper">
        <ol className="stepper-list">
          {instants.map((instant, index) => (
            <li key={index}>
              <button type="button" className="stepper-button" aria-current={index === step ? 'step' : undefined} onClick={() => select(index)}>
                <StateMark state={stepState(instant, due)} label={stepWords(instant, due)} />
                <span>{whatWords[instant.what]}</span>
                <span className="second small"><Time at={instant.at} precision="second" /></span>
              </button>
            </li>
          ))}
        </ol>
        <div aria-live="polite" style={{ minWidth: 0 }}>{instants.map((instant, index) => <StepDetail key={index} instant={instant} shown={index === step} />)}</div>
      </div>
    </Section>
  )
}
