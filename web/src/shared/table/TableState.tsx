import { Button } from '@mantine/core'

import { ApiProblem } from '../api/client'
import { ProblemText } from '../parts/ProblemText'
import { formatNumber } from '../time/format'
import type { TableWords } from './DataTable'

interface TableStateProps {
  rows: unknown[] | undefined
  error: Error | null
  words: TableWords
  more?: { load: () => void; loading: boolean; shown: number; total: number | null } | undefined
}

/** What stands below the rows: loading, an error, no permission, nothing, or more. */
export function TableState({ rows, error, words, more }: TableStateProps) {
  if (error instanceof ApiProblem && error.status === 403) return <div className="table-state">{words.noPermission}</div>
  if (error) return <div className="table-state"><ProblemText problem={error} /></div>
  if (!rows) {
    return (
      <div className="table-state" role="status" aria-label="Loading">
        {[60, 45, 52].map((width) => <div key={width} className="table-bone" style={{ width: `${width}%`, marginBottom: 18 }} />)}
      </div>
    )
  }
  if (rows.length === 0) return <div className="table-state">{words.empty}</div>
  if (!more) return null
  const all = more.total === null ? '' : ` of ${formatNumber(more.total)}`
  return (
    <div className="table-note">
      <span>{formatNumber(more.shown)}{all} shown</span>
      {(more.total === null || more.shown < more.total) && (
        <Button className="no-print" size="compact-sm" variant="default" loading={more.loading} onClick={more.load}>Show more</Button>
      )}
    </div>
  )
}
