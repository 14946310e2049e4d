import type { QueryClient } from '@tanstack/react-query'

import { homeQuery } from '../../shared/api/queries'
import type { Scope } from '../../shared/scope/scope'

export const route = {
  path: '/',
  load: () => import('./HomePage'),
  prefetch: (queries: QueryClient, scope: Scope) => void queries.prefetchQuery(homeQuery(scope)),
}
