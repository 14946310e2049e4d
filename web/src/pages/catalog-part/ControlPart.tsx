import type { ReactNode } from 'react'

import type { CatalogControl } from '../../shared/api/types'
import { Elsewhere } from '../../shared/parts/Elsewhere'
import { Pairs } from '../../shared/parts/Page'
import { RuleParts } from '../../shared/parts/RuleParts'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'

type Test = CatalogControl['tests'][number]

function TestPart({ test }: { test: Test }) {
  return (
    <section className="part-test">
      <h3>{test.title}</h3>
      <p className="second small"><code>{test.id}</code> · {test.pattern} for each of: {test.each_title} · severity {test.severity}{test.waivable_by.length > 0 && <> · may be waived by {test.waivable_by.join(', ')}</>}</p>
      <RuleParts rule={test.rule} />
    </section>
  )
}

function pairsOf(control: CatalogControl): [string, ReactNode][] {
  const criteria = control.criteria.map(({ id, points }, index) => <span key={id}>{index > 0 && ' · '}<AppLink to={paths.catalogPart(id)}>{id}</AppLink> {points.join(', ')}</span>)
  const pairs: [string, ReactNode][] = [
    ['Criteria', criteria],
    ['Nature', [control.nature, control.operation, control.level].filter((each) => each !== '').join(', ')],
    ['Happens', control.frequency], ['Owner', control.owner_title], ['Risks', control.risk_titles.join('; ')],
    ['Applies', control.applies && <code className="break">{control.applies}</code>], ['If it fails', control.on_failure],
    ['Profile', `${control.profile}${control.in_profile ? '' : ': not in the profile that this company chose'}`],
  ]
  return pairs.filter(([, value]) => value)
}

/** A control with its tests; `alone`: the page is about it and has its title already. */
export function ControlPart({ control, alone }: { control: CatalogControl; alone: boolean }) {
  return (
    <section className="section part-control" id={control.id} aria-label={control.title}>
      {!alone && <h2><AppLink to={paths.catalogPart(control.id)} row>{control.title}</AppLink></h2>}
      <p className="reading part-statement">{control.statement}</p>
      {control.in_profile && <p className="small"><AppLink to={paths.control(control.id)}>Its results →</AppLink></p>}
      <Pairs pairs={pairsOf(control)} />
      {alone && <h2 className="part-tests">Tests</h2>}
      {control.tests.map((test) => <TestPart key={test.id} test={test} />)}
      {alone && <><h2 className="part-tests">In other frameworks</h2><Elsewhere mapsTo={control.maps_to} /></>}
    </section>
  )
}
