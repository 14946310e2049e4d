import './timeline.css'

import type { State } from '../state/state'
import { place, ticks, type Scale } from './scale'

export interface Bar {
  from: string
  to: string | null
  state: State | 'uncertain'
  title: string
  open?: () => void
}
export interface Point { at: string; title: string; exception?: boolean }

interface LaneProps {
  scale: Scale
  bars: Bar[]
  points?: Point[]
  /** What the drawing says, in words: it is a picture to those who do not see it. */
  label: string
  thin?: boolean
}

/** One stretch of time drawn to scale. */
export function Lane({ scale, bars, points = [], label, thin }: LaneProps) {
  return (
    <div className={thin ? 'lane lane-thin' : 'lane'} role="img" aria-label={label}>
      {bars.map((bar, index) => {
        const at = place(scale, bar.from, bar.to)
        return at && (
          <div key={index} className={`lane-bar lane-${bar.state}`} title={bar.title} onClick={bar.open} data-open={bar.open ? '' : undefined}
            style={{ left: `${at.left}%`, width: `${at.width}%` }} />
        )
      })}
      {points.map((point, index) => {
        const at = place(scale, point.at, point.at)
        return at && (
          <div key={index} className={point.exception ? 'lane-point lane-point-exception' : 'lane-point'} title={point.title} style={{ left: `${at.left}%` }} />
        )
      })}
    </div>
  )
}

/** A label near the end of the axis stands before its tick, on a narrow screen sooner: it has to end within the axis. */
function tickClass(fraction: number) {
  if (fraction > 0.93) return 'axis-tick axis-tick-last'
  return fraction > 0.8 ? 'axis-tick axis-tick-late' : 'axis-tick'
}

export function Axis({ scale, zone, most = 8 }: { scale: Scale; zone: string; most?: number }) {
  return (
    <div className="axis" aria-hidden="true">
      {ticks(scale, zone, most).map((tick) => (
        <span key={tick.at} className={tickClass(tick.fraction)} style={{ left: `${tick.fraction * 100}%` }}>
          {tick.label}
        </span>
      ))}
    </div>
  )
}
