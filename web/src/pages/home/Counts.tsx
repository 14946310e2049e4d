import type { Home } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import type { State } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'

const words: { name: keyof Home['counts']; state: State; text: string; inPeriod?: string }[] = [
  { name: 'works', state: 'pass', text: 'work today', inPeriod: 'no exceptions noted' },
  { name: 'wrong', state: 'exception', text: 'wrong now', inPeriod: 'exceptions noted' },
  { name: 'not_known', state: 'not_known', text: 'not known' },
  { name: 'to_do', state: 'to_do', text: 'to do' },
  { name: 'did_not_occur', state: 'none', text: 'did not occur' },
  { name: 'not_applicable', state: 'none', text: 'do not apply' },
]

/** Counts, never a score. */
export function Counts({ counts, criteria, period }: { counts: Home['counts']; criteria: number; period: boolean }) {
  const controls = words.reduce((sum, { name }) => sum + counts[name], 0)
  const shown = words.filter(({ name, state }) => state !== 'none' || counts[name] > 0)
  return (
    <div className="home-counts" role="group" aria-label="Controls by result">
      <span><b>{controls}</b> controls</span>
      {shown.map(({ name, state, text, inPeriod }) => (
        <AppLink key={name} to={`${paths.controls()}?state=${state}`} className="home-count plain">
          <StateMark state={state} label="" /><b>{counts[name]}</b> {period ? (inPeriod ?? text) : text}
        </AppLink>
      ))}
      {counts.no_control > 0 && <span className="second" style={{ marginLeft: 'auto' }}>{counts.no_control} of {criteria} criteria have no control yet</span>}
    </div>
  )
}
