import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { entryQuery } from '../../shared/api/queries'
import { EntryNumbers } from '../../shared/parts/EntryNumbers'
import { PageHead, Pairs, Section } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { SourceName } from '../../shared/parts/SourceName'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { entryPairs } from './entryPairs'
import { Evidence } from './Evidence'
import { FactView } from './FactView'
import { Proof } from './Proof'

export default function EntryPage() {
  const { seq = '' } = useParams()
  if (/^\d{1,15}$/.test(seq)) return <EntryView seq={Number(seq)} />
  return <PageHead title={`There is no entry ${seq}`}><p className="second">Entries are numbered, from 0 on: <AppLink to={paths.log()}>Evidence log</AppLink></p></PageHead>
}

function EntryView({ seq }: { seq: number }) {
  const { scope } = useScope()
  const entry = useQuery(entryQuery(seq, scope.size))
  useStamp(entry.data?.proof)

  if (!entry.data) return <PageState error={entry.error} title={`Entry ${seq}`} />
  const { fact, recorded, corrected_by, evidence, label } = entry.data
  const about = entryPairs(fact)
  return (
    <>
      <PageHead title={`Entry ${seq}`} crumbs={<><AppLink to={paths.log()}>Evidence log</AppLink> · {formatCount(entry.data.proof.size, 'entry', 'entries')}</>} />
      {about && (
        <Pairs pairs={[
          ['About', <AppLink key="about" to={paths.record(about.kind, about.id)} row>{label}</AppLink>],
          ['So from', <Time key="at" at={about.at} after={about.after} precision="second" />],
          ['Recorded', <Time key="recorded" at={recorded} precision="second" relative />],
          ['Told by', <SourceName key="by" by={about.by} />],
          ...(corrected_by.length > 0 ? [['Corrected by', <EntryNumbers key="corrected" seqs={corrected_by} />] satisfies [string, React.ReactNode]] : []),
        ]} />
      )}
      <Section title="What it says"><FactView fact={fact} /></Section>
      {evidence.length > 0 && <Section title="Evidence"><Evidence evidence={evidence} /></Section>}
      <Proof entry={entry.data} />
      <nav className="row second" style={{ marginTop: 28 }} aria-label="Entries beside it">
        {seq > 0 && <AppLink to={paths.entry(seq - 1)}>◀ entry {seq - 1}</AppLink>}
        {seq + 1 < entry.data.proof.size && <AppLink to={paths.entry(seq + 1)}>entry {seq + 1} ▶</AppLink>}
      </nav>
    </>
  )
}
