import type { Record_ } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { verdictState, verdictWords } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'

/** What the tests say of it. */
export function TestsAbout({ items }: { items: Record_['items'] }) {
  if (items.length === 0) return null
  return (
    <Section title="Tests about it">
      <ul>
        {items.map((item) => (
          <li key={`${item.control}/${item.test}#${item.from}`} style={{ padding: '5px 0', borderBottom: '1px solid var(--line)' }}>
            <StateMark state={verdictState(item.verdict)} label={verdictWords(item.verdict)} />{' '}
            <AppLink to={paths.exception(item.control, item.test, item.item, item.from)}>{item.sentence || item.title}</AppLink> {!item.sentence.includes(item.title) && <span className="second small">{item.title}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
