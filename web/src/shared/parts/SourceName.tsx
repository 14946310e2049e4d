import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'

/** `connector:github/acme` → `github/acme`; a person links to their page. */
export function sourceName(by: string): string {
  if (by === 'probata') return 'Probata'
  return by.replace(/^connector:/, '')
}

export function SourceName({ by }: { by: string }) {
  if (by.startsWith('person/')) return <AppLink to={paths.record('person', by.slice('person/'.length))}>{by.slice('person/'.length)}</AppLink>
  return <span title={by}>{sourceName(by)}</span>
}
