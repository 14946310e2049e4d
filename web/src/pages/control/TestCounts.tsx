import type { TestResult } from '../../shared/api/types'
import type { State } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { formatNumber } from '../../shared/time/format'

const parts: { name: 'passed' | 'failed' | 'unknown' | 'to_do' | 'waived'; state: State; words: string; always: boolean }[] = [
  { name: 'passed', state: 'pass', words: 'in time', always: true },
  { name: 'failed', state: 'exception', words: 'late or wrong', always: true },
  { name: 'unknown', state: 'not_known', words: 'not known', always: true },
  { name: 'to_do', state: 'to_do', words: 'to do', always: false },
  { name: 'waived', state: 'none', words: 'approved exceptions', always: false },
]

export function TestCounts({ test }: { test: TestResult }) {
  const counts = { ...test.counts, to_do: test.to_do }
  return (
    <span className="control-counts">
      {parts.filter(({ name, always }) => always || counts[name] > 0).map(({ name, state, words }) => (
        <span key={name} className="control-count"><StateMark state={state} label="" size={14} />{formatNumber(counts[name])} {counts[name] === 1 ? words.replace(/s$/, '') : words}</span>
      ))}
    </span>
  )
}
