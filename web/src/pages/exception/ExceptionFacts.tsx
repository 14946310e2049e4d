import type { ReactNode } from 'react'

import type { Explanation } from '../../shared/api/types'
import { EntryNumbers } from '../../shared/parts/EntryNumbers'
import { GapList } from '../../shared/parts/GapText'
import { AppLink } from '../../shared/scope/AppLink'
import { itemParts, paths } from '../../shared/scope/paths'
import { formatDuration } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { Approval } from './Approval'

function EntryLinks({ facts }: { facts: number[] }) {
  if (facts.length === 0) return null
  return <>{facts.length === 1 ? 'entry' : 'entries'} <EntryNumbers seqs={facts} /></>
}

/** The bytes that the source gave, one click away. */
function EvidenceLinks({ digests }: { digests: string[] }) {
  return <>{digests.slice(0, 4).map((digest) => <a key={digest} href={paths.evidence(digest)} download title={digest} className="entry-link mono">{digest.slice(7, 19)}… </a>)}{digests.length > 4 && `and ${digests.length - 4} more, with the entries below`}</>
}

function Line({ name, when, note, facts = [] }: { name: string; when: ReactNode; note?: ReactNode; facts?: number[] }) {
  return <div><dt>{name}</dt><dd>{when}</dd><dd className="second">{note}</dd><dd className="small"><EntryLinks facts={facts} /></dd></div>
}

const between = (after: string | null | undefined) => (after === undefined ? '' : after === null ? 'already so when first seen' : 'seen between two looks')

function lateWords(late: NonNullable<Explanation['late']>): string {
  return late.least === late.most ? formatDuration(late.least) : `${formatDuration(late.least)} – ${formatDuration(late.most)}`
}

/** What the sentence rests on, an instant a line. */
export function ExceptionFacts({ explanation }: { explanation: Explanation }) {
  const { row, rule, late, instants } = explanation
  const factsAt = (what: string) => [...new Set(instants.find((each) => each.what === what)?.reads.flatMap((read) => read.facts) ?? [])]
  const within = rule.find((part) => part.part === 'within' || part.part === 'grace' || part.part === 'due')
  const parts = itemParts(row.item)
  const isInvariant = rule.some((part) => part.part === 'always')
  const arose = row.verdict === 'unknown' ? 'Not known from' : isInvariant ? 'Wrong from' : 'Arose'
  return (
    <dl className="exception-facts">
      <Line name="About" when={parts ? <AppLink to={paths.record(parts.kind, parts.id)}>{row.title}</AppLink> : 'the company'} note={explanation.view.period && row.carried ? 'already late when the period began' : row.found ? 'already so when first seen' : ''} />
      {row.from && <Line name={arose} when={<Time at={row.from} after={row.from_after} />} note={between(row.from_after)} facts={factsAt('arose')} />}
      {row.due && row.due !== row.from && <Line name="Had to be" when={<Time at={row.due} after={row.due_after} />} note={within?.words} />}
      {row.from && <Line name={isInvariant ? 'Until' : 'Was'} when={row.done ? <Time at={row.done} after={row.done_after} /> : 'not yet'} note={row.done ? between(row.done_after) : ''} facts={row.done ? factsAt('met') : []} />}
      {late && <Line name={isInvariant ? 'For' : 'Late by'} when={<span className="exception-late">{lateWords(late)}</span>} note={row.done ? '' : 'so far'} />}
      {row.waiver && <div><dt>Approved</dt><dd className="exception-wide"><Approval waiver={row.waiver} /></dd></div>}
      {row.evidence.length > 0 && <Line name="Evidence" when="" note={<EvidenceLinks digests={row.evidence} />} />}
      {row.claimed && <Line name="Times" when="" note="as the source states them" />}
      {row.gaps.length > 0 && <div><dt>Not known</dt><dd className="exception-wide second"><GapList gaps={row.gaps} /></dd></div>}
      {row.conflicts.map((conflict) => <Line key={conflict.field} name="Sources differ" when="" note={conflict.values.map((value) => `${value.by} says ${JSON.stringify(value.value)}`).join(', ')} />)}
    </dl>
  )
}
