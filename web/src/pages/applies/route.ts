import type { QueryClient } from '@tanstack/react-query'

import { appliesQuery } from '../../shared/api/queries'
import type { Scope } from '../../shared/scope/scope'

export const route = {
  path: '/applies',
  load: () => import('./AppliesPage'),
  prefetch: (queries: QueryClient, scope: Scope) => void queries.prefetchQuery(appliesQuery(scope)),
}
