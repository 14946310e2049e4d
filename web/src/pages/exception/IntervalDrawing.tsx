import type { ExplanationInstant, Item } from '../../shared/api/types'
import { formatInstant, formatSpan } from '../../shared/time/format'
import { useZone } from '../../shared/time/zone'
import { Axis, Lane, type Bar } from '../../shared/timeline/Lane'
import { fraction, makeScale } from '../../shared/timeline/scale'
import { whatWords } from './words'

/** A margin of a twentieth on either side. */
export function drawingStretch(instants: string[]): { from: string; to: string } {
  const times = instants.map((instant) => Date.parse(instant))
  const first = Math.min(...times)
  const last = Math.max(...times)
  const margin = Math.max((last - first) / 20, 60_000)
  return { from: new Date(first - margin).toISOString(), to: new Date(last + margin).toISOString() }
}

export function barsOf(row: Item, end: string, zone: string): Bar[] {
  if (!row.from) return []
  const due = row.due ?? row.from
  const until = row.done ?? end
  if (row.verdict === 'unknown') return [{ from: row.from, to: until, state: 'not_known', title: 'not known' }]
  const bars: Bar[] = [{ from: row.from, to: Date.parse(due) < Date.parse(until) ? due : until, state: row.verdict === 'pending' ? 'to_do' : 'pass', title: `could still be met ${formatSpan(row.from, due, zone)}` }]
  if (row.verdict === 'failed') {
    const certain = row.done_after ?? until
    bars.push({ from: due, to: certain, state: 'exception', title: `exception ${formatSpan(due, until, zone)}` })
    if (row.done_after && row.done) bars.push({ from: row.done_after, to: row.done, state: 'uncertain', title: `met between ${formatSpan(row.done_after, row.done, zone)}` })
  }
  return bars
}

interface IntervalDrawingProps { row: Item; instants: ExplanationInstant[]; step: number; select: (step: number) => void }

/** The interval to scale, with the step that is looked at. */
export function IntervalDrawing({ row, instants, step, select }: IntervalDrawingProps) {
  const zone = useZone()
  const all = [...instants.map((instant) => instant.at), ...[row.from, row.due, row.done].filter((at) => at !== null)]
  if (all.length === 0) return null
  const { from, to } = drawingStretch(all)
  const scale = makeScale(from, to)
  const end = instants.at(-1)?.at ?? to
  const current = instants[step]
  return (
    <figure style={{ marginTop: 20 }}>
      <Axis scale={scale} zone={zone} />
      <div style={{ position: 'relative' }} className="drawing">
        <Lane scale={scale} bars={barsOf(row, end, zone)} points={instants.map((instant) => ({ at: instant.at, title: `${whatWords[instant.what]} ${formatInstant(instant.at, zone)}` }))}
          label={`To scale, ${formatSpan(from, to, zone)}: ${instants.map((instant) => `${whatWords[instant.what]} ${formatInstant(instant.at, zone)}`).join(', ')}`} />
        {current && <div className="drawing-cursor" style={{ left: `${fraction(scale, current.at) * 100}%` }} aria-hidden="true" />}
      </div>
      <div className="row no-print" style={{ justifyContent: 'center', marginTop: 6 }}>
        <button type="button" className="step-button" aria-label="Step before" disabled={step === 0} onClick={() => select(step - 1)}>◀</button>
        <span className="second small">{current ? `${whatWords[current.what]}, step ${step + 1} of ${instants.length}` : ''}</span>
        <button type="button" className="step-button" aria-label="Next step" disabled={step >= instants.length - 1} onClick={() => select(step + 1)}>▶</button>
      </div>
    </figure>
  )
}
