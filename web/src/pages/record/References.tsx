import type { Reference } from '../../shared/api/types'
import { useKindTitle } from '../../shared/parts/kindTitle'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { StateWord } from '../../shared/state/StateMark'

export function References({ title, references }: { title: string; references: Reference[] }) {
  const kindTitle = useKindTitle()
  if (references.length === 0) return null
  return (
    <Section title={`${title} (${references.length})`}>
      <ul>
        {references.map((reference) => (
          <li key={`${reference.field} ${reference.kind}/${reference.id}`} style={{ padding: '4px 0', borderBottom: '1px solid var(--line)' }}>
            <span className="second">{kindTitle(reference.kind)} · {reference.field}</span>{' '}
            {reference.dangling ? <StateWord state="not_known">{reference.label}: it is not there</StateWord> : <AppLink to={paths.record(reference.kind, reference.id)}>{reference.label}</AppLink>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
