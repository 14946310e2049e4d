import { useEffect } from 'react'
import { useLocation } from 'react-router'

import type { CriteriaGroup } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { controlShort, controlState } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'

type Criterion = CriteriaGroup['criteria'][number]

function CriterionLine({ criterion, named }: { criterion: Criterion; named: boolean }) {
  return (
    <li className="home-criterion" id={criterion.id} data-named={named ? '' : undefined}>
      <AppLink to={paths.catalogPart(criterion.id)} className="home-criterion-id plain">{criterion.id}</AppLink>
      <span className="home-criterion-title" title={criterion.title}>{criterion.title}</span>
      {criterion.controls.length === 0 && <span className="second small nowrap">no control yet</span>}
      {criterion.controls.length > 0 && <span className="home-marks">
        {criterion.controls.map((control) => (
          <AppLink key={control.id} to={paths.control(control.id)} className="home-mark" title={`${control.title}: ${controlShort(control)}`}
            label={`${control.title}: ${controlShort(control)}`}>
            <StateMark state={controlState(control)} label="" />
          </AppLink>
        ))}
      </span>}
    </li>
  )
}

/** All criteria in fixed order; one mark is one control. */
export function Criteria({ groups }: { groups: CriteriaGroup[] }) {
  const named = useLocation().hash.slice(1)
  useEffect(() => { if (named) document.getElementById(named)?.scrollIntoView({ block: 'center' }) }, [named])
  return (
    <Section title="Criteria" side="one mark is one control">
      <div className="home-criteria">
        {groups.map((group) => (
          <section key={group.id} className="home-group" aria-label={`${group.id} ${group.title}`}>
            <h3><span>{group.id}</span><span>{group.title}</span></h3>
            <ul>{group.criteria.map((criterion) => <CriterionLine key={criterion.id} criterion={criterion} named={criterion.id === named} />)}</ul>
          </section>
        ))}
      </div>
    </Section>
  )
}
