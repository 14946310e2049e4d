import type { Entry } from '../../shared/api/types'
import { Pairs } from '../../shared/parts/Page'
import type { CheckedProof } from './proof'

const preStyle = { margin: 0, whiteSpace: 'pre-wrap' } as const

/** Everything that the proof is made of, for whoever wants to do it by hand. */
export function ProofSteps({ entry, checked }: { entry: Entry; checked: CheckedProof }) {
  return (
    <details style={{ marginTop: 10 }} open>
      <summary className="second">Step by step</summary>
      <div style={{ marginTop: 8 }}>
        <Pairs pairs={[
          ['Canonical bytes', <code key="bytes" className="break">{entry.canonical ?? 'disposed of'}</code>],
          ['Salt', <code key="salt" className="break">{entry.salt ?? 'disposed of'}</code>],
          ['Leaf', <code key="leaf" className="break">{checked.leaf}</code>],
          ...checked.steps.map((step, index): [string, React.ReactNode] => [`${index + 1}. with ${step.side}`, <code key={index} className="break">{step.with}<br /><span className="second">→ {step.gives}</span></code>]),
          ['Root', <code key="root" className="break">{checked.root}</code>],
          ...(entry.checkpoint ? [['Seal', <pre key="seal" className="mono break" style={preStyle}>{entry.checkpoint.note}</pre>] satisfies [string, React.ReactNode]] : []),
        ]} />
      </div>
    </details>
  )
}
