import './part.css'

import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { catalogPartQuery } from '../../shared/api/queries'
import { PageHead, Section } from '../../shared/parts/Page'
import { ParameterTable } from '../../shared/parts/ParameterTable'
import { PageState } from '../../shared/parts/ProblemText'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { ControlPart } from './ControlPart'
import { Points } from './Points'

/** A criterion with all that serves it, or one control. */
export default function CatalogPartPage() {
  const { what = '' } = useParams()
  const { scope } = useScope()
  const part = useQuery(catalogPartQuery(scope, what))
  useStamp(part.data?.view)
  if (!part.data) return <PageState error={part.error} title={what} />

  const { criterion, controls, parameters } = part.data
  return (
    <>
      <PageHead title={criterion ? `${criterion.id} ${criterion.title}` : (controls[0]?.title ?? what)} crumbs={<><AppLink to={paths.catalog()}>Catalog</AppLink>{criterion && <> · {criterion.group} · {criterion.category}</>}</>} />
      {criterion && <Points points={criterion.points} />}
      {criterion && controls.length === 0 && <div className="table-state">No control serves this criterion yet.</div>}
      {controls.map((control) => <ControlPart key={control.id} control={control} alone={!criterion} />)}
      {parameters.length > 0 && <Section title="Our numbers"><ParameterTable parameters={parameters} empty="" /></Section>}
    </>
  )
}
