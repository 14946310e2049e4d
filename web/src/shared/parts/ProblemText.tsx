import { ApiProblem } from '../api/client'
import { PageHead } from './Page'
import { PageSkeleton } from './PageSkeleton'

export function ProblemText({ problem }: { problem: Error }) {
  const known = problem instanceof ApiProblem ? problem : null
  return (
    <div role="alert">
      <strong>{problem.message}</strong>
      {known?.detail && <div>{known.detail}</div>}
      {known?.hint && <div>What to do: {known.hint}</div>}
    </div>
  )
}

/** What a page shows before its answer is here. */
export function PageState({ error, title }: { error: Error | null; title: string }) {
  if (!error) return <PageSkeleton />
  return <><PageHead title={title} /><div className="table-state"><ProblemText problem={error} /></div></>
}
