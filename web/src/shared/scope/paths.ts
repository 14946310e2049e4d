// Every link of the product is made here.
import { base } from './base'

const part = encodeURIComponent

export const paths = {
  home: () => '/',
  controls: () => '/controls',
  control: (control: string, test?: string) => `/controls/${part(control)}${test ? `?test=${part(test)}` : ''}`,
  applies: () => '/applies',
  catalog: () => '/catalog',
  /** The section of a catalog that waits to be accepted. */
  offeredCatalog: () => '/catalog#offered',
  /** Of a criterion or a control. */
  catalogPart: (what: string) => `/catalog/${part(what)}`,
  parameter: (name: string) => `/catalog?show=parameters&q=${part(name)}`,
  policies: () => '/policies',
  policy: (name: string) => `/policies/${part(name)}`,
  exception: (control: string, test: string, item: string, from: string | null) =>
    `/exceptions/${part(control)}/${part(test)}?item=${part(item)}${from ? `&from=${part(from)}` : ''}`,
  records: (kind: string) => `/records/${part(kind)}`,
  record: (kind: string, id: string) => `/records/${part(kind)}/${part(id)}`,
  sources: () => '/sources',
  log: (filters?: { kind?: string; by?: string }) => {
    const query = new URLSearchParams(filters).toString()
    return query ? `/log?${query}` : '/log'
  },
  seals: () => '/log?show=seals',
  entry: (seq: number) => `/log/${seq}`,
  evidence: (digest: string) => `${base}/api/evidence/${digest}`,
}

/** `account/github/alice` → its kind and id; null for the company. */
export function itemParts(item: string): { kind: string; id: string } | null {
  const slash = item.indexOf('/')
  return slash < 0 ? null : { kind: item.slice(0, slash), id: item.slice(slash + 1) }
}
