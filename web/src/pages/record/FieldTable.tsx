import '../../shared/table/table.css'

import type { Kind, RecordField } from '../../shared/api/types'
import { SourceName } from '../../shared/parts/SourceName'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { Time } from '../../shared/time/Time'
import { Cell } from '../../shared/value/Value'

function FieldLine({ field, shape }: { field: RecordField; shape: Kind }) {
  const definition = shape.fields.find((each) => each.name === field.name)
  const since = field.history.find((change) => change.seq === field.seq)
  return (
    <tr>
      <th scope="row" className="second" style={{ width: 180, fontWeight: 400, borderBottom: '1px solid var(--line)' }} title={definition?.about ?? field.name}>{field.title}</th>
      <td>
        <Cell cell={field.current} field={definition ?? field} />
        {field.current.state === 'not_known' && field.current.because && <span className="second small">, because {field.current.because}</span>}
        {field.conflicts.map((conflict) => <div key={conflict.field} className="second small">{conflict.values.map((value) => `${value.by} says ${JSON.stringify(value.value)}`).join(', ')}{field.by ? `; ${field.by} counts` : ''}</div>)}
      </td>
      <td className="wide second">{since && <><Time at={since.at} after={since.after ?? undefined} /></>}</td>
      <td className="wide">{field.by && <SourceName by={field.by} />}</td>
      <td className="numeric">{field.seq !== null && <AppLink to={paths.entry(field.seq)} className="entry-link" label={`Entry ${field.seq}`}>{field.seq}</AppLink>}</td>
    </tr>
  )
}

/** Current values, each with where it comes from. */
export function FieldTable({ fields, shape }: { fields: RecordField[]; shape: Kind }) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="sr-only">Values</caption>
        <thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col" className="wide">Since</th><th scope="col" className="wide">Told by</th><th scope="col" className="numeric">Entry</th></tr></thead>
        <tbody>{fields.map((field) => <FieldLine key={field.name} field={field} shape={shape} />)}</tbody>
      </table>
    </div>
  )
}
