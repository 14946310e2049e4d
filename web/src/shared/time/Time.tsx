import { formatExact, formatInstant, formatRange, formatRelative, type Precision } from './format'
import { useNow, useZone } from './zone'

interface TimeProps {
  at: string
  /** Given: the true instant lies in (after, at]; null: no lower bound. */
  after?: string | null | undefined
  precision?: Precision
  relative?: boolean
}

/** Absolute first, relative second, zone on hover. */
export function Time({ at, after, precision = 'minute', relative = false }: TimeProps) {
  const zone = useZone()
  const now = useNow()
  const text = after === undefined ? formatInstant(at, zone, precision) : formatRange(after, at, zone)
  return (
    <span className="nowrap">
      <time dateTime={at} title={formatExact(at, zone)}>{text}</time>
      {relative && <span className="second"> · {formatRelative(at, now)}</span>}
    </span>
  )
}
