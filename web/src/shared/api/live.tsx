// Live update: the server says that the ledger grew, and everything on the page that follows it is asked for again.
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { base } from '../scope/base'
import { statusQuery } from './queries'
import type { EntriesEvent, FirstLookStep } from './types'

export type Connection = 'connecting' | 'live' | 'lost'
export interface Live { connection: Connection; last: EntriesEvent | null }

const apart = new Set(['kind', 'search', 'offered-results'])

function follows(query: Query): boolean {
  const [name, scope] = query.queryKey as [string, { size?: number } | undefined]
  return !apart.has(name) && scope?.size === undefined
}

function takeStep(queries: QueryClient, step: FirstLookStep): void {
  queries.setQueryData(statusQuery.queryKey, (status) => status && ({
    ...status,
    first_look: { ...status.first_look, steps: status.first_look.steps.map((each) => (each.name === step.name ? step : each)) },
  }))
  if (step.state === 'done' || step.state === 'failed') void queries.invalidateQueries({ predicate: follows })
}

/** With `there` false it waits: the organisation is still being made. */
export function useLive(there: boolean): Live {
  const queries = useQueryClient()
  const [live, setLive] = useState<Live>({ connection: 'connecting', last: null })

  useEffect(() => {
    if (!there) return
    const stream = new EventSource(`${base}/api/events`)
    let waiting: ReturnType<typeof setTimeout> | undefined
    let wasLost = false
    const refresh = () => {
      waiting ??= setTimeout(() => { waiting = undefined; void queries.invalidateQueries({ predicate: follows }) }, 250)
    }
    stream.onopen = () => {
      setLive((before) => ({ ...before, connection: 'live' }))
      if (wasLost) refresh()
      wasLost = false
    }
    stream.onerror = () => { wasLost = true; setLive((before) => ({ ...before, connection: 'lost' })) }
    stream.addEventListener('entries', (event: MessageEvent<string>) => {
      setLive({ connection: 'live', last: JSON.parse(event.data) as EntriesEvent })
      refresh()
    })
    stream.addEventListener('step', (event: MessageEvent<string>) => takeStep(queries, JSON.parse(event.data) as FirstLookStep))
    return () => { stream.close(); clearTimeout(waiting) }
  }, [queries, there])

  return live
}
