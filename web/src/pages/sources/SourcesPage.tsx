import { useQuery } from '@tanstack/react-query'

import { sourcesQuery } from '../../shared/api/queries'
import { PageHead, Section } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { useScope, useStamp } from '../../shared/scope/scope'
import { formatPeriod } from '../../shared/time/period'
import { useZone } from '../../shared/time/zone'
import { NotTold } from './NotTold'
import { SeenLanes } from './SeenLanes'
import { SourceTable } from './SourceTable'

export default function SourcesPage() {
  const { scope } = useScope()
  const zone = useZone()
  const sources = useQuery(sourcesQuery(scope))
  useStamp(sources.data?.view)

  if (!sources.data) return <PageState error={sources.error} title="Sources" />
  const { from, to, sources: rows, not_told } = sources.data
  return (
    <>
      <PageHead title="Sources"><p className="second reading">What we saw, and what we did not. Where nothing was seen, nothing passes.</p></PageHead>
      <SourceTable rows={rows} error={sources.error} />
      {rows.length > 0 && <Section title="What we saw, to scale" side={formatPeriod(from, to, zone)}><SeenLanes list={sources.data} /></Section>}
      <NotTold list={not_told} sources={rows} />
    </>
  )
}
