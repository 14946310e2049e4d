import type { ColumnDef } from '@tanstack/react-table'

import type { ControlSummary } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { controlShort, controlState, controlWords } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'
import { formatNumber } from '../../shared/time/format'

const worstFirst = ['ineffective', 'effective_with_exceptions', 'unknown', 'pending', 'effective', 'not_occurring', 'not_applicable']

/** What is wrong stands among the exceptions, though its conclusion is another. */
const rank = (row: ControlSummary) => Math.min(worstFirst.indexOf(row.conclusion), row.wrong_now ? 1 : worstFirst.length)

type Count = 'population' | 'failed' | 'unknown' | 'to_do'

/** What is to do is more than the items that are: most tasks are due only later. */
const countOf = (row: ControlSummary, name: Count) => (name === 'to_do' ? row.to_do : row.counts[name])

const count = (name: Count, header: string, wide = false): ColumnDef<ControlSummary> => ({
  id: name, header, accessorFn: (row) => countOf(row, name), meta: { numeric: true, wide },
  cell: ({ row }) => (countOf(row.original, name) === 0 ? <span className="second">0</span> : formatNumber(countOf(row.original, name))),
})

export const controlColumns: ColumnDef<ControlSummary>[] = [
  { id: 'title', header: 'Control', accessorKey: 'title', cell: ({ row }) => <AppLink to={paths.control(row.original.id)} row title={row.original.statement}>{row.original.title}</AppLink> },
  {
    id: 'conclusion', header: 'Result', accessorFn: rank,
    cell: ({ row }) => <StateWord state={controlState(row.original)}><span title={controlWords(row.original)}>{controlShort(row.original)}</span></StateWord>,
  },
  { id: 'criteria', header: 'Criteria', accessorFn: (row) => row.criteria.join(' '), meta: { wide: true }, cell: ({ row }) => <span className="second nowrap">{row.original.criteria.join(' ')}</span> },
  { id: 'owner', header: 'Owner', accessorKey: 'owner_title', meta: { wide: true }, cell: ({ row }) => (row.original.owner_title ? <span className="nowrap">{row.original.owner_title}</span> : <span className="second">nobody</span>) },
  count('population', 'Items', true), count('failed', '✕ Late or wrong'), count('unknown', '? Not known', true), count('to_do', '◔ To do', true),
]
