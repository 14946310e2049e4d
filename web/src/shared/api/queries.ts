// One module of query keys: [name, scope, …]. A query whose scope has no size follows the ledger and is refreshed by live.tsx.
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'

import type { Scope } from '../scope/scope'
import { ApiProblem, client, data } from './client'

const minute = 60_000

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof ApiProblem && (error.status === 0 || error.status === 503) && failures < 3,
        retryDelay: 700,
      },
    },
  })
}

/** Results move with the clock (what is due becomes late), so what follows is asked for again each minute. */
const follow = (scope: Scope) => ({ refetchInterval: scope.size === undefined ? minute : (false as const) })
const instant = ({ at, size }: Scope) => ({ at, size })

export const statusQuery = queryOptions({
  queryKey: ['status', {}],
  queryFn: ({ signal }) => data(client.GET('/status', { signal })),
  // Before the demo company is there, nothing else can tell how far it is.
  refetchInterval: ({ state }) => (state.data?.demo && !state.data.first_look.complete ? 1000 : false),
})

export const homeQuery = (scope: Scope) => queryOptions({
  queryKey: ['home', scope],
  queryFn: ({ signal }) => data(client.GET('/home', { params: { query: scope }, signal })),
  ...follow(scope),
})

export const controlsQuery = (scope: Scope) => queryOptions({
  queryKey: ['controls', scope],
  queryFn: ({ signal }) => data(client.GET('/controls', { params: { query: scope }, signal })),
  ...follow(scope),
})

export const controlQuery = (scope: Scope, control: string) => queryOptions({
  queryKey: ['control', scope, control],
  queryFn: ({ signal }) => data(client.GET('/controls/{control}', { params: { path: { control }, query: scope }, signal })),
  ...follow(scope),
})

export type ItemFilter = 'all' | 'failed' | 'unknown' | 'pending' | 'waived' | 'passed' | 'boundary' | 'found'

export const itemsQuery = (scope: Scope, control: string, test: string, filter: ItemFilter, q: string) => infiniteQueryOptions({
  queryKey: ['items', scope, control, test, filter, q],
  queryFn: ({ signal, pageParam }) => data(client.GET('/controls/{control}/tests/{test}/items', {
    params: { path: { control, test }, query: { ...scope, filter, q: q || undefined, cursor: pageParam } }, signal,
  })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  enabled: test !== '',
  ...follow(scope),
})

export const explanationQuery = (scope: Scope, control: string, test: string, item: string, from: string | undefined) => queryOptions({
  queryKey: ['explanation', scope, control, test, item, from],
  queryFn: ({ signal }) => data(client.GET('/exceptions/{control}/{test}', { params: { path: { control, test }, query: { ...scope, item, from } }, signal })),
  ...follow(scope),
})

export const appliesQuery = (scope: Scope) => queryOptions({
  queryKey: ['applies', instant(scope)],
  queryFn: ({ signal }) => data(client.GET('/applies', { params: { query: instant(scope) }, signal })),
  ...follow(scope),
})

export const catalogQuery = (scope: Scope) => queryOptions({
  queryKey: ['catalog', instant(scope)],
  queryFn: ({ signal }) => data(client.GET('/catalog', { params: { query: instant(scope) }, signal })),
})

export const catalogPartQuery = (scope: Scope, what: string) => queryOptions({
  queryKey: ['catalog-part', instant(scope), what],
  queryFn: ({ signal }) => data(client.GET('/catalog/{what}', { params: { path: { what }, query: instant(scope) }, signal })),
})

export const offeredCatalogQuery = queryOptions({
  queryKey: ['offered-catalog', {}],
  queryFn: ({ signal }) => data(client.GET('/offered-catalog', { signal })),
})

/** May take seconds, so it does not follow the ledger (live.tsx); asked for again when the page is opened. */
export const offeredResultsQuery = queryOptions({
  queryKey: ['offered-results', {}],
  queryFn: ({ signal }) => data(client.GET('/offered-catalog/results', { signal })),
})

export const policiesQuery = (scope: Scope) => queryOptions({
  queryKey: ['policies', instant(scope)],
  queryFn: ({ signal }) => data(client.GET('/policies', { params: { query: instant(scope) }, signal })),
})

export const policyQuery = (scope: Scope, policy: string) => queryOptions({
  queryKey: ['policy', instant(scope), policy],
  queryFn: ({ signal }) => data(client.GET('/policies/{policy}', { params: { path: { policy }, query: instant(scope) }, signal })),
})

export const kindsQuery = (scope: Scope) => queryOptions({
  queryKey: ['kinds', instant(scope)],
  queryFn: ({ signal }) => data(client.GET('/kinds', { params: { query: instant(scope) }, signal })),
})

export const kindQuery = (kind: string) => queryOptions({
  queryKey: ['kind', {}, kind],
  queryFn: ({ signal }) => data(client.GET('/kinds/{kind}', { params: { path: { kind } }, signal })),
})

export const recordsQuery = (scope: Scope, kind: string, q: string, sort: string, filters: Record<string, string>) => infiniteQueryOptions({
  queryKey: ['records', instant(scope), kind, q, sort, filters],
  queryFn: ({ signal, pageParam }) => data(client.GET('/records/{kind}', {
    params: { path: { kind }, query: { ...instant(scope), q: q || undefined, sort, cursor: pageParam, filters } }, signal,
  })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  ...follow(scope),
})

export const recordQuery = (scope: Scope, kind: string, id: string) => queryOptions({
  queryKey: ['record', instant(scope), kind, id],
  queryFn: ({ signal }) => data(client.GET('/records/{kind}/{id}', { params: { path: { kind, id }, query: instant(scope) }, signal })),
  ...follow(scope),
})

export const sourcesQuery = (scope: Scope) => queryOptions({
  queryKey: ['sources', scope],
  queryFn: ({ signal }) => data(client.GET('/sources', { params: { query: scope }, signal })),
  ...follow(scope),
})

export const entriesQuery = (size: number | undefined, kind: string, by: string) => infiniteQueryOptions({
  queryKey: ['entries', { size }, kind, by],
  queryFn: ({ signal, pageParam }) => data(client.GET('/entries', {
    params: { query: { size, kind: kind || undefined, by: by || undefined, from: pageParam, order: 'desc' } }, signal,
  })),
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
})

export const entryQuery = (seq: number, size: number | undefined) => queryOptions({
  queryKey: ['entry', { size }, seq],
  queryFn: ({ signal }) => data(client.GET('/entries/{seq}', { params: { path: { seq }, query: { size } }, signal })),
})

/** The newest ones: the API has no page after the first, only a longer one. */
export const sealsQuery = (limit: number) => queryOptions({
  queryKey: ['seals', {}, limit],
  queryFn: ({ signal }) => data(client.GET('/checkpoints', { params: { query: { limit } }, signal })),
})

export const searchQuery = (scope: Scope, q: string) => queryOptions({
  queryKey: ['search', instant(scope), q],
  queryFn: ({ signal }) => data(client.GET('/search', { params: { query: { ...instant(scope), q } }, signal })),
  enabled: q.trim() !== '',
})
