import type { TestResult } from '../../shared/api/types'
import { controlState, controlWords, judged } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { TestCounts } from './TestCounts'

const markerWords: Record<string, string> = {
  failed_share: 'more than 5 % of the items', failed_share_small: 'two or more, and more than 10 % of the items', majority: 'more than half of the items',
  repeated_cause: 'the same cause again', one_party: 'more than half of one party’s items', long_exception: 'one exception for more than half of the period', empty_window: 'a window passed empty',
}

export function TestList({ tests, current, select }: { tests: TestResult[]; current: string | undefined; select: (test: string) => void }) {
  return (
    <div className="test-list" role="group" aria-label="Tests">
      {tests.map((test) => ({ test, result: judged(test.conclusion, test.counts.failed) })).map(({ test, result }) => (
        <button key={test.id} type="button" className="test-line" aria-pressed={test.id === current} onClick={() => select(test.id)}>
          <span><StateMark state={controlState(result)} label={controlWords(result)} /> <span className="test-title">{test.title}</span></span>
          <TestCounts test={test} />
          {test.marker && <span className="second small">Warning threshold reached: {markerWords[test.marker.name] ?? test.marker.name}</span>}
        </button>
      ))}
    </div>
  )
}
