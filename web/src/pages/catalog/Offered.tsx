import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'react-router'

import { offeredCatalogQuery, statusQuery } from '../../shared/api/queries'
import type { OfferedCatalog } from '../../shared/api/types'
import { Differences } from '../../shared/parts/Differences'
import { Section } from '../../shared/parts/Page'
import { ProblemText } from '../../shared/parts/ProblemText'
import { SourceName } from '../../shared/parts/SourceName'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { AcceptForm } from './AcceptForm'
import { ChangedResults } from './ChangedResults'

const ID = 'offered'
function goThere(): void {
  const heading = document.getElementById(ID)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** Whoever comes by the link of the note is led here, once it is there. */
function useArrival(there: boolean): void {
  const { hash, key } = useLocation()
  useEffect(() => { if (there && hash === `#${ID}`) goThere() }, [there, hash, key])
}

const short = (digest: string) => <code title={digest}>{digest.slice(7, 19)}</code>

/** What it is, in a sentence. */
function Sentence({ offered: { in_force, offered, accepted, words } }: { offered: OfferedCatalog }) {
  if (offered === null || accepted === null || offered === in_force) return <p className="reading break">{words}</p>
  const isAccepted = accepted.catalog === offered
  return (
    <p className="reading">
      This program, or the overrides of the organisation, bring the catalog {short(offered)}; results are of {short(in_force)}{!isAccepted && <>, accepted by <SourceName by={accepted.by} /> on <Time at={accepted.recorded} /></>}.
      {isAccepted ? <> <SourceName by={accepted.by} /> accepted it (entry <AppLink to={paths.entry(accepted.entry)} label={`Entry ${accepted.entry}`}>{accepted.entry}</AppLink>): it is in force when Probata is started again.</> : ' It is in force from the next start on, once a named person accepts it.'}
    </p>
  )
}

function Compared({ offered }: { offered: OfferedCatalog }) {
  return (
    <>
      {/* Nothing is compared where nobody accepted the one that results are of, or the other one cannot be read. */}
      {offered.offered !== null && offered.in_force !== offered.offered && (
        <>
          <h3>What differs</h3>
          <Differences changes={offered.changes} empty="Nothing that is read differs." />
          <h3>Results that change</h3>
          <ChangedResults />
        </>
      )}
    </>
  )
}

const titles = { nothing: '', waits: 'Another catalog is offered', from_next_start: 'Another catalog was accepted', unreadable: 'Another catalog cannot be read' }

/** A catalog that waits to be accepted, or was and waits for the next start, or has a mistake; nothing where there is none. */
export function Offered() {
  const status = useQuery(statusQuery)
  // Without a note there is nothing to ask for; what was asked for before the server was started again is over.
  const noted = Boolean(status.data?.catalog_note)
  const { data: offered, error } = useQuery({ ...offeredCatalogQuery, enabled: noted })
  const waits = offered?.state === 'waits'
  const there = noted && offered !== undefined && offered.state !== 'nothing'
  useArrival(there)
  if (error) return <Section title="Another catalog is offered"><ProblemText problem={error} /></Section>
  if (!there) return null
  return (
    <Section id={ID} title={titles[offered.state]} side={offered.changes.length > 0 && formatCount(offered.changes.length, 'difference')}>
      <div className="catalog-offered">
        <Sentence offered={offered} />
        <Compared offered={offered} />
        {waits && status.data?.demo === false && <AcceptForm accepted={goThere} />}
      </div>
    </Section>
  )
}
