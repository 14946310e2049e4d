import type { RulePart } from '../api/types'

const names: Partial<Record<RulePart['part'], string>> = {
  scope: 'for', always: 'always', grace: 'allowed for', when: 'when', then: 'then', within: 'within', due: 'due', unless: 'unless', stays: 'stays so', every: 'every',
  occurs: 'occurs', where: 'where', counts_for: 'counts for', judge: 'decide', by: 'by', not_by: 'not by', needs: 'needs', tightens: 'tightens', gone: 'if gone',
}

/** A rule in words, each part with its CEL. */
export function RuleParts({ rule }: { rule: RulePart[] }) {
  return (
    <div>
      {rule.map((part, index) => (
        <div key={index} className="rule-part" style={{ display: 'grid', gridTemplateColumns: '90px minmax(0, 1fr)', gap: '2px 16px', padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
          <span className="second">{names[part.part] ?? part.part}</span>
          <span>{part.cel !== part.words && <>{part.words}<br /></>}{part.cel !== null && <code className="break second">{part.cel}</code>}</span>
        </div>
      ))}
    </div>
  )
}
