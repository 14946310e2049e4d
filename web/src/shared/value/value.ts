// A value of any type as text. No kind is named here: types only.
import type { FieldType } from '../api/types'
import { formatDuration, formatInstant } from '../time/format'

export function valueText(value: unknown, type: FieldType | undefined, zone: string): string {
  if (value === null || value === undefined) return 'not set'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => valueText(each, type, zone)).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') {
    if (type === 'timestamp') return formatInstant(value, zone, 'second')
    if (type === 'date') return formatInstant(`${value}T00:00:00Z`, 'UTC', 'day')
    if (type === 'duration') return formatDuration(value)
    return value === '' ? '“”' : value
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The types whose values line up at the right. */
export function isNumeric(type: FieldType): boolean {
  return type === 'int' || type === 'double'
}
