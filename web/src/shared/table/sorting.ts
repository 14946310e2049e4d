// `-field` in the URL ↔ the table's sorting. One column at a time.
import type { SortingState } from '@tanstack/react-table'

export function readSort(text: string): SortingState {
  if (text === '') return []
  return text.startsWith('-') ? [{ id: text.slice(1), desc: true }] : [{ id: text, desc: false }]
}

export function writeSort(sorting: SortingState): string {
  const [first] = sorting
  return first ? (first.desc ? '-' : '') + first.id : ''
}

/** Up, down, as it was. */
export function nextSort(text: string, column: string): string {
  if (text === column) return `-${column}`
  return text === `-${column}` ? '' : column
}
