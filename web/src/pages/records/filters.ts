// Filters in the URL are `filter.FIELD=VALUE`, as the API has them.
import { useMemo } from 'react'
import { useLocation } from 'react-router'

export function readFilters(search: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => name.startsWith('filter.')))
}

export function useFilters(): Record<string, string> {
  const { search } = useLocation()
  return useMemo(() => readFilters(search), [search])
}
