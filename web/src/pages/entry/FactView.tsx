import type { Entry } from '../../shared/api/types'
import { StateWord } from '../../shared/state/StateMark'

export function FactView({ fact }: { fact: Entry['fact'] }) {
  if (!fact) return <StateWord state="not_known">not known, because the entry was disposed of; the proof still shows that it was here</StateWord>
  return <pre className="mono" style={{ margin: 0, padding: '10px 12px', background: 'var(--surface-subtle)', borderRadius: 6, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(fact, null, 2)}</pre>
}
