import type { Control, TestResult } from '../../shared/api/types'
import { RuleParts } from '../../shared/parts/RuleParts'
import { Pairs, Section } from '../../shared/parts/Page'

export function Rule({ test, numbers }: { test: TestResult; numbers: Control['numbers'] }) {
  return (
    <Section title={test.title}>
      <RuleParts rule={test.rule} />
      <div style={{ marginTop: 16 }}>
        <Pairs pairs={[['Kind of rule', test.pattern], ['For each', test.each_title], ['Severity', test.severity], ...numbers.map((number): [string, string] => [`Our number: ${number.title}`, `${number.value} (${number.name})`])]} />
      </div>
    </Section>
  )
}
