import './catalog.css'

import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { catalogQuery } from '../../shared/api/queries'
import { PageHead, Tabs } from '../../shared/parts/Page'
import { ParameterTable } from '../../shared/parts/ParameterTable'
import { PageState } from '../../shared/parts/ProblemText'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useParam, useScope, useSetParams, useStamp } from '../../shared/scope/scope'
import { formatCount } from '../../shared/time/format'
import { findCriteria, findParameters } from './filter'
import { Group } from './Group'
import { Offered } from './Offered'

export default function CatalogPage() {
  const { scope } = useScope()
  const catalog = useQuery(catalogQuery(scope))
  const show = useParam('show', 'criteria')
  const asked = useParam('q')
  const setParams = useSetParams()
  useStamp(catalog.data?.view)
  if (!catalog.data) return <PageState error={catalog.error} title="Catalog" />

  const { controls, tests } = catalog.data
  const groups = findCriteria(catalog.data.groups, asked)
  const parameters = findParameters(catalog.data.parameters, asked)
  const criteria = groups.reduce((sum, group) => sum + group.criteria.length, 0)
  return (
    <>
      <PageHead title="Catalog">
        <p className="second reading">{formatCount(controls, 'control')} with {formatCount(tests, 'test')}: what is tested for each criterion, in words and in CEL. Titles and points of focus are in our own words. <AppLink to={paths.applies()}>What applies to us</AppLink></p>
      </PageHead>
      <Offered />
      <TextInput size="xs" className="catalog-find no-print" type="search" aria-label="Has the words" placeholder="Has the words" value={asked} onChange={(event) => setParams({ q: event.currentTarget.value })} />
      <Tabs label="Show" current={show} select={(name) => setParams({ show: name === 'criteria' ? null : name })}
        tabs={[{ name: 'criteria', title: <>Criteria <span className="second">{criteria}</span></> }, { name: 'parameters', title: <>Our numbers <span className="second">{parameters.length}</span></> }]} />
      {show === 'parameters'
        ? <ParameterTable parameters={parameters} empty="No number has all of these words." />
        : groups.map((group) => <Group key={group.id} group={group} />)}
      {show === 'criteria' && groups.length === 0 && <div className="table-state">No criterion or control has all of these words.</div>}
    </>
  )
}
