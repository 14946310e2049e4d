import type { ColumnDef } from '@tanstack/react-table'

import type { ControlApplies } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import type { State } from '../../shared/state/state'
import { StateWord } from '../../shared/state/StateMark'

export const appliesState: Record<ControlApplies['applies'], State> = { yes: 'pass', no: 'none', not_known: 'not_known' }
export const appliesWords: Record<ControlApplies['applies'], string> = { yes: 'applies', no: 'does not apply', not_known: 'not known' }

export const columns: ColumnDef<ControlApplies>[] = [
  { id: 'title', header: 'Control', accessorKey: 'title', cell: ({ row }) => <AppLink to={paths.catalogPart(row.original.id)} row>{row.original.title}</AppLink> },
  {
    id: 'applies', header: 'To us', accessorKey: 'applies',
    cell: ({ row }) => <StateWord state={appliesState[row.original.applies]}><span className="nowrap">{appliesWords[row.original.applies]}</span></StateWord>,
  },
  { id: 'reason', header: 'Why', accessorKey: 'reason', enableSorting: false, cell: ({ row }) => <span className="small">{row.original.reason}</span> },
  { id: 'profile', header: 'Profile', accessorKey: 'profile', meta: { wide: true }, cell: ({ row }) => <span className="second">{row.original.profile}</span> },
  { id: 'categories', header: 'Category', accessorFn: (row) => row.categories.join(', '), meta: { wide: true }, cell: ({ row }) => <span className="second">{row.original.categories.join(', ')}</span> },
]
