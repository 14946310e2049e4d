import type { Explanation, Item } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { verdictState, verdictWords } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { Time } from '../../shared/time/Time'

interface OthersProps { control: string; test: string; others: Explanation['others']; current: Item }

/** The same rule and item at other times. */
export function Others({ control, test, others, current }: OthersProps) {
  const rest = others.filter((other) => other.from !== current.from)
  if (rest.length === 0) return null
  return (
    <Section title="The same rule and item at other times">
      <ul>
        {rest.map((other) => (
          <li key={other.from} style={{ padding: '5px 0', borderBottom: '1px solid var(--line)' }}>
            <StateMark state={verdictState(other.verdict)} label={verdictWords(other.verdict)} /> <AppLink to={paths.exception(control, test, other.item, other.from)}>{other.sentence}</AppLink>
            {other.from && <span className="second small"> <Time at={other.from} /></span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
