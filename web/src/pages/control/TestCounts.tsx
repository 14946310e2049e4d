import type { TestResult } from '../../shared/api/types'
import type { State } from '../../shared/state/state'
import { StateMark } from '../../shared/state/StateMark'
import { formatNumber } from '../../shared/time/format'

type Counts = TestResult['counts']

const parts: { name: 'passed' | 'failed' | 'unknown' | 'pending' | 'waived'; state: State; words: string; always: boolean }[] = [
  { name: 'passed', state: 'pass', words: 'in time', always: true },
  { name: 'failed', state: 'exception', words: 'late or wrong', always: true },
  { name: 'unknown', state: 'not_known', words: 'not known', always: true },
  { name: 'pending', state: 'to_do', words: 'to do', always: false },
  { name: 'waived', state: 'none', words: 'approved exceptions', always: false },
]

export function TestCounts({ counts }: { counts: Counts }) {
  return (
    <span className="control-counts">
      {parts.filter(({ name, always }) => always || counts[name] > 0).map(({ name, state, words }) => (
        <span key={name} className="control-count"><StateMark state={state} label="" size={14} />{formatNumber(counts[name])} {counts[name] === 1 ? words.replace(/s$/, '') : words}</span>
      ))}
    </span>
  )
}
