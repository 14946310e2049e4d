import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { statusQuery } from '../api/queries'

/** Times are shown in the organisation's zone, whoever looks. */
export function useZone(): string {
  return useQuery({ ...statusQuery, select: (status) => status.time_zone }).data ?? 'UTC'
}

/** The clock of this browser, moving each half minute; of the demo company the clock that stands still. */
export function useNow(): number {
  const still = useQuery({ ...statusQuery, select: (status) => (status.demo ? Date.parse(status.now) : null) }).data ?? null
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return still ?? now
}
