// Every folder under pages/ with a route.ts is a page: nothing else has to know it.
import type { QueryClient } from '@tanstack/react-query'
import { lazy, Suspense, type ComponentType } from 'react'
import { matchPath, Route, Routes } from 'react-router'

import { Layout } from '../shared/layout/Layout'
import { PageSkeleton } from '../shared/parts/PageSkeleton'
import { withoutBase } from '../shared/scope/base'
import { isFollowing, readScope, type Scope } from '../shared/scope/scope'

export interface PageRoute {
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** Asks for the page's data while its code is still coming. */
  prefetch?: (queries: QueryClient, scope: Scope) => void
}

const modules = import.meta.glob<{ route: PageRoute }>('../pages/*/route.ts', { eager: true })
const routes = Object.values(modules).map(({ route }) => ({ ...route, Page: lazy(route.load) }))

/** Called once, before the first drawing: the first page's code and data are on their way together. */
export function beginFirstPage(queries: QueryClient): void {
  const { pathname, search } = window.location
  const first = routes.find(({ path }) => path !== '*' && matchPath(path, withoutBase(pathname)))
  void first?.load()
  first?.prefetch?.(queries, readScope(search, isFollowing(search, window.history.state)))
}

export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        {routes.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Suspense fallback={<PageSkeleton />}><Page /></Suspense>} />
        ))}
      </Route>
    </Routes>
  )
}
