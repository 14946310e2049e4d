// What every page is a function of: mode, as of, as known at, period. All of it in the URL.
import { lazy, Suspense } from 'react'
import { useLocation } from 'react-router'

import type { Live } from '../api/live'
import type { Status } from '../api/types'
import { Dropdown } from '../parts/Dropdown'
import { base } from '../scope/base'
import { ignored, scopedPath, useScope, useSetParams, type Scope } from '../scope/scope'
import { formatCount, formatInstant } from '../time/format'
import { formatPeriod } from '../time/period'

const ScopeForm = lazy(() => import('./ScopeForm'))

const modes = { getting_ready: 'Getting ready', observing: 'Observing', audit: 'Audit' }
const connections = { connecting: 'connecting', live: 'live', lost: 'not connected, trying again' }

function scopeWords(scope: Scope, status: Status): string {
  const zone = status.time_zone
  const at = scope.at ? formatInstant(scope.at, zone) : status.demo ? `${formatInstant(status.now, zone)}, where the clock of the demo stands` : 'now'
  const known = scope.size === undefined ? `all ${formatCount(status.ledger_size, 'entry', 'entries')}` : `the first ${formatCount(scope.size, 'entry', 'entries')}`
  const [from = '', to = ''] = scope.period?.split('/') ?? []
  const period = scope.period ? `period ${formatPeriod(from, to, zone)} · ` : ''
  return `${period}as of ${at} · as known at ${known}`
}

function ScopeControl({ status }: { status: Status }) {
  const { scope, following } = useScope()
  return (
    <Dropdown button={`${scopeWords(scope, status)} ▾`} buttonClass={following ? 'scope-button' : 'scope-button scope-pinned'} width={340}>
      {(close) => <Suspense><ScopeForm status={status} scope={scope} close={close} /></Suspense>}
    </Dropdown>
  )
}

export function ScopeBar({ status, live }: { status: Status | undefined; live: Live }) {
  const { scope, following } = useScope()
  const setParams = useSetParams()
  const wrong = ignored(useLocation().search)
  if (!status) return <div className="scope"><div className="scope-line" /></div>
  const seal = status.checkpoint?.signed_at
  return (
    <div className="scope" role="region" aria-label="What this page shows">
      <div className="scope-line">
        <strong className="scope-mode">{modes[status.mode]}</strong>
        <ScopeControl status={status} />
        {following
          ? <span className={`live live-${live.connection} no-print`} role="status">{connections[live.connection]}{live.last ? ` · ${formatCount(live.last.count, 'new entry', 'new entries')}` : ''}</span>
          : <button type="button" className="scope-button no-print" onClick={() => setParams({ at: null, size: null })}>Pinned: nothing moves. Back to now</button>}
        <a className="no-print entry-link" href={scopedPath(`${base}/api/report`, scope)} target="_blank" rel="noreferrer">report ↗</a>
        {seal && <span className="second">sealed {formatInstant(seal, status.time_zone)}</span>}
        {status.signed_in && <span className="second no-print scope-note" style={{ marginLeft: 'auto' }}>signed in</span>}
      </div>
      {wrong.map((sentence) => <p key={sentence} className="scope-line" role="alert">{sentence}</p>)}
    </div>
  )
}
