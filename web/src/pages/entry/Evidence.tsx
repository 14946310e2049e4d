import type { Entry } from '../../shared/api/types'
import { paths } from '../../shared/scope/paths'
import { StateWord } from '../../shared/state/StateMark'
import { formatNumber } from '../../shared/time/format'

/** The bytes that the source gave, one click away. */
export function Evidence({ evidence }: { evidence: Entry['evidence'] }) {
  return (
    <ul>
      {evidence.map((piece) => (
        <li key={piece.digest} className="row" style={{ padding: '4px 0' }}>
          {piece.present ? <a href={paths.evidence(piece.digest)} download><code className="break">{piece.digest}</code></a> : <><code className="break">{piece.digest}</code><StateWord state="not_known">disposed of</StateWord></>}
          {piece.bytes !== null && <span className="second small">{formatNumber(piece.bytes)} bytes</span>}
        </li>
      ))}
    </ul>
  )
}
