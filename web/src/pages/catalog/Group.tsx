import type { Catalog } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { formatCount } from '../../shared/time/format'

type GroupOf = Catalog['groups'][number]
type Criterion = GroupOf['criteria'][number]

const testsOf = (criterion: Criterion) => criterion.controls.reduce((sum, control) => sum + control.tests, 0)

function CriterionLine({ criterion }: { criterion: Criterion }) {
  return (
    <li className="catalog-criterion">
      <AppLink to={paths.catalogPart(criterion.id)} row className="catalog-title"><span className="catalog-id">{criterion.id}</span> {criterion.title}</AppLink>
      <span className="second small catalog-counts">{formatCount(criterion.points, 'point')} · {formatCount(criterion.controls.length, 'control')} · {formatCount(testsOf(criterion), 'test')}</span>
      <ul className="catalog-controls small">
        {criterion.controls.map((control) => <li key={control.id}><AppLink to={paths.catalogPart(control.id)}>{control.title}</AppLink></li>)}
        {criterion.controls.length === 0 && <li className="second">no control yet</li>}
      </ul>
    </li>
  )
}

/** A group of criteria, each with the controls that serve it. */
export function Group({ group }: { group: GroupOf }) {
  const controls = new Set(group.criteria.flatMap((criterion) => criterion.controls.map((control) => control.id)))
  return (
    <Section title={`${group.id} ${group.title}`} side={`${group.criteria.length} criteria · ${formatCount(controls.size, 'control')}`}>
      <ul className="catalog-criteria">{group.criteria.map((criterion) => <CriterionLine key={criterion.id} criterion={criterion} />)}</ul>
    </Section>
  )
}
