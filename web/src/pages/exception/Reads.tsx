import '../../shared/table/table.css'

import type { Read } from '../../shared/api/types'
import { EntryNumbers } from '../../shared/parts/EntryNumbers'
import { GapList } from '../../shared/parts/GapText'
import { SourceName } from '../../shared/parts/SourceName'
import { AppLink } from '../../shared/scope/AppLink'
import { itemParts, paths } from '../../shared/scope/paths'
import { StateWord } from '../../shared/state/StateMark'
import { Value } from '../../shared/value/Value'

function ReadLine({ read }: { read: Read }) {
  const parts = read.item ? itemParts(read.item) : null
  return (
    <tr>
      <td><code className="break">{read.path}</code>{parts && <div className="small"><AppLink to={paths.record(parts.kind, parts.id)}>{parts.id}</AppLink></div>}</td>
      <td>
        {read.known ? <Value value={read.value} /> : <StateWord state="not_known">not known</StateWord>}
        {read.gaps.length > 0 && <div className="second small"><GapList gaps={read.gaps} /></div>}
        {read.conflicts.map((conflict) => <div key={conflict.field} className="second small">{conflict.values.map((value) => `${value.by} says ${JSON.stringify(value.value)}`).join(', ')}{read.by ? `; ${read.by} counts` : ''}</div>)}
      </td>
      <td className="wide">{read.by && <SourceName by={read.by} />}</td>
      <td><EntryNumbers seqs={read.facts} /></td>
    </tr>
  )
}

/** What the rule read at this instant, with where each value comes from. */
export function Reads({ reads }: { reads: Read[] }) {
  if (reads.length === 0) return <p className="second">The rule read nothing here.</p>
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="sr-only">What the rule read at this instant</caption>
        <thead><tr><th scope="col">It read</th><th scope="col">Value</th><th scope="col" className="wide">Told by</th><th scope="col">Entry</th></tr></thead>
        <tbody>{reads.map((read, index) => <ReadLine key={index} read={read} />)}</tbody>
      </table>
    </div>
  )
}
