import { useEffect, useState } from 'react'

import type { Entry } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { StateWord } from '../../shared/state/StateMark'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { checkProof, type CheckedProof } from './proof'
import { ProofSteps } from './ProofSteps'
import { SealLine } from './SealLine'

function useChecked(entry: Entry): CheckedProof | null {
  const [checked, setChecked] = useState<CheckedProof | null>(null)
  useEffect(() => {
    let current = true
    void checkProof(entry).then((result) => { if (current) setChecked(result) })
    return () => { current = false }
  }, [entry])
  return checked
}

/** The proof that the entry is in the log, computed again in this browser. */
export function Proof({ entry }: { entry: Entry }) {
  const checked = useChecked(entry)
  const fits = checked?.fits === true && checked.leafFits
  return (
    <Section title="Proof" side={entry.checkpoint?.signed_at ? <>sealed <Time at={entry.checkpoint.signed_at} /></> : 'not sealed yet'}>
      <div className="notice" role="status">
        {!checked && <span className="second">Computing…</span>}
        {checked && fits && <><StateWord state="pass">This entry is in the log of {formatCount(entry.proof.size, 'entry', 'entries')}, unchanged.</StateWord><span className="second">Computed in this browser from its bytes and {formatCount(entry.proof.hashes.length, 'hash', 'hashes')}.</span></>}
        {checked && !fits && <StateWord state="exception">The proof does not fit: {checked.leafFits ? 'the path does not lead to the root' : 'the bytes are not those that were recorded'}. Run probata ledger check.</StateWord>}
        <SealLine entry={entry} />
      </div>
      {checked && <ProofSteps entry={entry} checked={checked} />}
      <p className="second small" style={{ marginTop: 8 }}>The same from a shell: <code>{entry.command}</code></p>
    </Section>
  )
}
