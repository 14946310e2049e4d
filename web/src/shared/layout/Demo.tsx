// What every page of the demo company bears, and what is shown before the company is there.
import type { FirstLookStep } from '../api/types'
import { PageHead } from '../parts/Page'

/** On the screen a band over the page; on paper a stripe on each sheet. */
export function Stripe() {
  return (
    <aside className="demo-stripe" aria-label="Demo">
      <span><strong>DEMO</strong><span className="demo-says"> This company does not exist. Nothing here is about anybody.</span></span>
    </aside>
  )
}

export function Making({ steps }: { steps: FirstLookStep[] }) {
  const [step] = steps
  const failed = step?.state === 'failed'
  const share = Number.parseInt(step?.detail ?? '', 10) || 0
  if (failed) {
    return (
      <PageHead title="The demo company could not be made">
        <p role="alert">{step?.detail}</p>
        <p className="second">What to do: stop Probata, remove the folder <code>demo</code> in its data directory, and start it again.</p>
      </PageHead>
    )
  }
  return (
    <PageHead title={`The demo company is being made: ${share} %`}>
      <progress className="demo-progress" max={100} value={share} aria-label="How much of it is made" />
      <p className="second reading" style={{ marginTop: 8 }}>Two hundred people and their last twelve months, with a dozen things wrong in it. It is made once, in less than a minute, and kept; this page shows it as soon as it is there.</p>
    </PageHead>
  )
}
