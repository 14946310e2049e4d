// What a page shows results of: `at` (as of), `size` (as known at) and `period`, all in the URL.
//
// A page that follows the ledger asks without `at` and `size` and then stamps those that the answer was computed at into its URL
// (useStamp), marking the history entry as following. So a copied link names exactly what was seen and opens pinned, while the tab
// that it was copied from goes on following, through reload and back too.
import { useCallback, useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

export interface Scope { at?: string; size?: number; period?: string }

export function readScope(search: string, following: boolean): Scope {
  const params = new URLSearchParams(search)
  const scope: Scope = {}
  const period = params.get('period')
  if (period) scope.period = period
  if (following) return scope
  const at = params.get('at')
  const size = params.get('size')
  if (at) scope.at = at
  if (size !== null && /^\d+$/.test(size)) scope.size = Number(size)
  return scope
}

export function isFollowing(search: string, state: unknown): boolean {
  const marked = typeof state === 'object' && state !== null && 'follow' in state && state.follow === true
  const params = new URLSearchParams(search)
  return marked || (!params.has('at') && !params.has('size'))
}

/** `path?query#hash` with the scope added; what the path says itself wins. */
export function scopedPath(path: string, scope: Scope): string {
  const [rest = '', hash] = path.split('#')
  const [pathname = '', query = ''] = rest.split('?')
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries(scope)) if (value !== undefined && !params.has(name)) params.set(name, String(value))
  const text = params.toString()
  return (text ? `${pathname}?${text}` : pathname) + (hash ? `#${hash}` : '')
}

export function stampedUrl(href: string, view: { at?: string; size: number }): string {
  const url = new URL(href)
  if (view.at) url.searchParams.set('at', view.at)
  url.searchParams.set('size', String(view.size))
  return url.pathname + url.search + url.hash
}

export function useScope(): { scope: Scope; following: boolean } {
  const { search } = useLocation()
  const following = isFollowing(search, window.history.state)
  const { at, size, period } = readScope(search, following)
  const scope = useMemo(() => {
    const made: Scope = {}
    if (at !== undefined) made.at = at
    if (size !== undefined) made.size = size
    if (period !== undefined) made.period = period
    return made
  }, [at, size, period])
  return { scope, following }
}

/** Writes what the page was computed at into the URL, while it follows. */
export function useStamp(view: { at?: string; size: number } | undefined): void {
  const { following } = useScope()
  const { key } = useLocation()
  const at = view?.at
  const size = view?.size
  useEffect(() => {
    if (!following || size === undefined) return
    const state: unknown = window.history.state
    window.history.replaceState({ ...(state as object | null), follow: true }, '', stampedUrl(window.location.href, { at, size }))
  }, [following, at, size, key])
}

/** A function that sets query parameters (null removes) and keeps the rest; a page that follows goes on following. */
export function useSetParams(): (changes: Record<string, string | null>) => void {
  const navigate = useNavigate()
  return useCallback((changes) => {
    const params = new URLSearchParams(window.location.search)
    if (isFollowing(window.location.search, window.history.state)) { params.delete('at'); params.delete('size') }
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') params.delete(name)
      else params.set(name, value)
    }
    void navigate({ search: params.toString() }, { replace: true, preventScrollReset: true })
  }, [navigate])
}

export function useParam(name: string, fallback = ''): string {
  return new URLSearchParams(useLocation().search).get(name) ?? fallback
}
