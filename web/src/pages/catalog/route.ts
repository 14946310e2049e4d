import type { QueryClient } from '@tanstack/react-query'

import { catalogQuery } from '../../shared/api/queries'
import type { Scope } from '../../shared/scope/scope'

export const route = {
  path: '/catalog',
  load: () => import('./CatalogPage'),
  prefetch: (queries: QueryClient, scope: Scope) => void queries.prefetchQuery(catalogQuery(scope)),
}
