import type { ColumnDef } from '@tanstack/react-table'

import type { Item, TestResult } from '../../shared/api/types'
import { EntryNumbers } from '../../shared/parts/EntryNumbers'
import { ItemSentence } from '../../shared/parts/ItemSentence'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { verdictState, verdictWords } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { Time } from '../../shared/time/Time'

/** Of a state at one instant everything overdue began earlier: `carried` says something only of a period. */
function verdictText(item: Item, period: boolean): string {
  const notes = [period && item.carried && 'already late when the period began', item.found && 'already so when first seen', item.on_late_evidence && 'on late evidence']
  const cause = { late: 'late', absent: 'not done', violated: 'wrong', judged: 'judged no' }
  const word = item.verdict === 'failed' && item.cause ? cause[item.cause] : verdictWords(item.verdict)
  return [word, ...notes.filter(Boolean)].join(' · ')
}

function Instant({ at, after, missing }: { at: string | null; after: string | null | undefined; missing: string }) {
  return at ? <span className="item-instant"><Time at={at} after={after} /></span> : <span className="second">{missing}</span>
}

/** Names of the instants differ by pattern: a rule that always holds has no deadline of its own. */
export function itemColumns(control: string, test: TestResult, period: boolean): ColumnDef<Item>[] {
  const always = test.pattern === 'invariant'
  return [
    { id: 'verdict', header: 'Result', cell: ({ row }) => <StateWord state={verdictState(row.original.verdict)}>{verdictText(row.original, period).replace(/^(not) /, '$1\u00a0')}</StateWord> },
    {
      id: 'item', header: test.each_title,
      cell: ({ row: { original } }) => <AppLink row to={paths.exception(control, test.id, original.item, original.from)} title={original.item}>{original.title}</AppLink>,
    },
    { id: 'sentence', header: 'What happened', meta: { wide: true }, cell: ({ row }) => <span className="second item-sentence"><ItemSentence item={row.original} /></span> },
    { id: 'from', header: always ? 'Wrong from' : 'Arose', meta: { wide: true }, cell: ({ row: { original } }) => <Instant at={original.from} after={original.from_after} missing="—" /> },
    ...(always ? [] : [{ id: 'due', header: 'Had to be', cell: ({ row: { original } }) => <Instant at={original.due} after={original.due_after} missing="—" /> } satisfies ColumnDef<Item>]),
    { id: 'done', header: always ? 'Until' : 'Was', meta: { wide: !always }, cell: ({ row: { original } }) => <Instant at={original.done} after={original.done_after} missing={original.from ? 'not\u00a0yet' : '—'} /> },
    {
      id: 'entries', header: 'Entries', meta: { wide: true },
      cell: ({ row }) => <span className="nowrap"><EntryNumbers seqs={row.original.facts.slice(0, 3)} />{row.original.facts.length > 3 && <span className="second">, …</span>}</span>,
    },
  ]
}
