import type { Home } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { StateMark } from '../../shared/state/StateMark'

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What stands in the way of the start, and what to do about it. */
export function Blockers({ blockers }: { blockers: Home['blockers'] }) {
  if (blockers.length === 0) return null
  return (
    <Section title={`Blocks the start (${blockers.length})`}>
      <ul style={{ borderTop: '1px solid var(--line)' }}>
        {blockers.map((blocker) => (
          <li key={blocker.sentence}>
            <StateMark state={blocker.state} /> {blocker.sentence}
            {blocker.action && <> {blocker.href ? <AppLink to={blocker.href}>{capital(blocker.action)} →</AppLink> : <span className="second">To do: {blocker.action}</span>}</>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
