import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { statusQuery } from '../api/queries'

/** Times are shown in the organisation's zone, whoever looks. */
export function useZone(): string {
  return useQuery({ ...statusQuery, select: (status) => status.time_zone }).data ?? 'UTC'
}

/** The clock of this browser, moving each half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
