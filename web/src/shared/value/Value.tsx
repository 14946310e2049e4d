import type { CellValue, FieldType, KindField } from '../api/types'
import { AppLink } from '../scope/AppLink'
import { itemParts, paths } from '../scope/paths'
import { StateWord } from '../state/StateMark'
import { Time } from '../time/Time'
import { useZone } from '../time/zone'
import { valueText } from './value'

interface ValueProps { value: unknown; type?: FieldType | undefined; label?: string | null; targets?: string[] | undefined }

function referenceParts(value: string, targets: string[] | undefined) {
  const parts = itemParts(value)
  if (parts && (!targets || targets.includes(parts.kind))) return parts
  const [only] = targets ?? []
  return only ? { kind: only, id: value } : null
}

/** One component a type. */
export function Value({ value, type, label, targets }: ValueProps) {
  const zone = useZone()
  if (value === null || value === undefined) return <span className="second">not set</span>
  if (type === 'timestamp' && typeof value === 'string') return <Time at={value} precision="second" />
  if (type === 'reference' && typeof value === 'string') {
    const parts = referenceParts(value, targets)
    if (parts) return <AppLink to={paths.record(parts.kind, parts.id)}>{label ?? parts.id}</AppLink>
  }
  const text = label ?? valueText(value, type, zone)
  const isCode = type === 'json' || type === 'bytes' || type === 'file'
  return isCode ? <code className="break">{text}</code> : <span className="break">{text}</span>
}

/** What a record shows of a field at an instant: the value, or why it is not known. */
export function Cell({ cell, field }: { cell: CellValue | undefined; field: Pick<KindField, 'type'> & Partial<Pick<KindField, 'targets'>> }) {
  if (!cell || cell.state === 'not_set') return <span className="second">—<span className="sr-only">not set</span></span>
  if (cell.state === 'not_known') {
    return <span title={`not known, because ${cell.because ?? 'nothing tells it'}`}><StateWord state="not_known">not known</StateWord></span>
  }
  return (
    <>
      <Value value={cell.value} label={cell.label} type={field.type} targets={field.targets} />
      {cell.state === 'uncertain' && <span className="second" title={cell.because ?? ''}> or changed already</span>}
    </>
  )
}
