import './record.css'

import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { kindQuery, recordQuery } from '../../shared/api/queries'
import { EntryTable } from '../../shared/parts/EntryTable'
import { GapList } from '../../shared/parts/GapText'
import { PageHead, Section } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { StateWord } from '../../shared/state/StateMark'
import { FieldTable } from './FieldTable'
import { HistoryLanes } from './HistoryLanes'
import { References } from './References'
import { TestsAbout } from './TestsAbout'

export default function RecordPage() {
  const { kind = '', id = '' } = useParams()
  const { scope } = useScope()
  const record = useQuery(recordQuery(scope, kind, id))
  const shape = useQuery(kindQuery(kind))
  useStamp(record.data?.view)

  if (!record.data || !shape.data) return <PageState error={record.error ?? shape.error} title={id} />
  const { label, kind_title, exists, existence, fields, not_seen, refers_to, referred_by, entries, items } = record.data
  return (
    <>
      <PageHead title={label} crumbs={<><AppLink to={paths.records(kind)}>{shape.data.plural}</AppLink> · {kind_title} <span className="mono">{id}</span></>}>
        {!exists && <StateWord state="none">gone</StateWord>}
        {exists && existence.state === 'not_known' && <StateWord state="not_known">not known whether it is still there</StateWord>}
      </PageHead>
      <FieldTable fields={fields} shape={shape.data} />
      <HistoryLanes record={record.data} />
      {not_seen.length > 0 && <Section title="Not seen"><GapList gaps={not_seen} /></Section>}
      <TestsAbout items={items} />
      <References title="Refers to" references={refers_to} />
      <References title="Referred to by" references={referred_by} />
      <Section title="Entries" side="newest first">
        <EntryTable caption={`Entries about ${label}`} rows={entries} error={null} empty="No entry tells of it as known at this size of the evidence log." />
      </Section>
    </>
  )
}
