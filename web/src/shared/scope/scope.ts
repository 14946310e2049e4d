// What a page shows results of: `at` (as of), `size` (as known at) and `period`, all in the URL.
//
// A page that follows the ledger asks without `at` and `size` and then stamps those that the answer was computed at into its URL
// (useStamp), marking the history entry as following. So a copied link names exactly what was seen and opens pinned, while the tab
// that it was copied from goes on following, through reload and back too.
import { useCallback, useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { isInstant, isPeriod } from '../time/read'

export interface Scope { at?: string; size?: number; period?: string }

const form = {
  at: { fits: isInstant, what: 'no instant such as 2026-06-01T10:00:00Z' },
  size: { fits: (text: string) => /^\d{1,15}$/.test(text), what: 'no number of entries' },
  period: { fits: isPeriod, what: 'no period such as 2026-01-01/2026-06-30' },
}
type Name = keyof typeof form

/** What of the address can be read; the rest is left out, and said (ignored). */
function readable(search: string): Partial<Record<Name, string>> {
  const params = new URLSearchParams(search)
  const names = (Object.keys(form) as Name[]).filter((name) => form[name].fits(params.get(name) ?? ''))
  return Object.fromEntries(names.map((name) => [name, params.get(name) ?? '']))
}

/** A sentence for each part of the address that cannot be read. */
export function ignored(search: string): string[] {
  return [...new URLSearchParams(search)].flatMap(([name, value]) =>
    (name in form && value !== '' && !form[name as Name].fits(value) ? [`“${value}” is ${form[name as Name].what}, and is left out.`] : []))
}

export function readScope(search: string, following: boolean): Scope {
  const { at, size, period } = readable(search)
  const scope: Scope = {}
  if (period) scope.period = period
  if (following) return scope
  if (at) scope.at = at
  if (size) scope.size = Number(size)
  return scope
}

export function isFollowing(search: string, state: unknown): boolean {
  const marked = typeof state === 'object' && state !== null && 'follow' in state && state.follow === true
  const { at, size } = readable(search)
  return marked || (at === undefined && size === undefined)
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
