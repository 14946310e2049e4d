import type { Control } from '../../shared/api/types'
import { Elsewhere } from '../../shared/parts/Elsewhere'
import { Pairs, Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'

export function MapsTo({ control }: { control: Control }) {
  return (
    <>
      <Section title="Criteria and points of focus">
        <ul>
          {control.criteria.map((criterion) => (
            <li key={criterion.id} style={{ padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
              <AppLink to={paths.catalogPart(criterion.id)}>{criterion.id}</AppLink> {criterion.title}<div className="second small">{criterion.points.join(' · ')}</div>
            </li>
          ))}
        </ul>
        <div style={{ marginTop: 16 }}>
          <Pairs pairs={[['Nature', control.nature || 'not said'], ['Operation', control.operation || 'not said'], ['Level', control.level || 'not said'], ['Profile', control.profile || 'not said'], ['Name in files', <code key="id">{control.id}</code>]]} />
        </div>
      </Section>
      <Section title="In other frameworks"><Elsewhere mapsTo={control.maps_to} /></Section>
    </>
  )
}
