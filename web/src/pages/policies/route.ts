import type { QueryClient } from '@tanstack/react-query'

import { policiesQuery } from '../../shared/api/queries'
import type { Scope } from '../../shared/scope/scope'

export const route = {
  path: '/policies',
  load: () => import('./PoliciesPage'),
  prefetch: (queries: QueryClient, scope: Scope) => void queries.prefetchQuery(policiesQuery(scope)),
}
