// A fact is shown as it is; only these of its keys have a place of their own.
import type { Entry } from '../../shared/api/types'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function entryPairs(fact: Entry['fact']): { kind: string; id: string; at: string; after: string | undefined; by: string } | null {
  if (!fact) return null
  const after = typeof fact['after'] === 'string' ? fact['after'] : undefined
  return { kind: text(fact['kind']), id: text(fact['id']), at: text(fact['at']), after, by: text(fact['by']) }
}
