import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'

import type { Status } from '../api/types'
import { useSetParams, type Scope } from '../scope/scope'
import { isPeriod, readInstant } from '../time/read'
import { useNow } from '../time/zone'

export default function ScopeForm({ status, scope, close }: { status: Status; scope: Scope; close: () => void }) {
  const setParams = useSetParams()
  const [at, setAt] = useState(scope.at ?? '')
  const [size, setSize] = useState(scope.size === undefined ? '' : String(scope.size))
  const [period, setPeriod] = useState(scope.period ?? '')
  const instant = readInstant(at, useNow())
  const wrongSize = size !== '' && !(/^\d+$/.test(size) && Number(size) <= status.ledger_size)
  const wrongPeriod = period !== '' && !isPeriod(period.trim())

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (instant === null || wrongSize || wrongPeriod) return
    // Both or neither are pinned: an instant without a size would change under the reader when an old entry is corrected.
    const pinned = instant !== '' || size !== ''
    setParams({ period: period.trim(), at: pinned ? instant || status.now : null, size: pinned ? size || String(status.ledger_size) : null })
    close()
  }

  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <TextInput size="xs" label="As of (UTC)" description="What was so at this instant; empty or today: now" placeholder="2026-06-01T10:00:00Z, or 2026-06-01" value={at}
        onChange={(event) => setAt(event.currentTarget.value)} error={instant === null && 'An instant such as 2026-06-01T10:00:00Z, not later than now'} />
      <TextInput size="xs" label="As known at (entries)" description="Only what the evidence log held then" placeholder={`all ${status.ledger_size}`} value={size}
        onChange={(event) => setSize(event.currentTarget.value)} error={wrongSize && `A number up to ${status.ledger_size}`} />
      <TextInput size="xs" label="Period" description="Empty: the state at one instant" placeholder="2026-01-01/2026-06-30" value={period}
        onChange={(event) => setPeriod(event.currentTarget.value)} error={wrongPeriod && 'Two days, such as 2026-01-01/2026-06-30'} />
      <div className="row">
        <Button type="submit" size="xs">Show</Button>
        <Button size="xs" variant="default" onClick={() => { setParams({ at: null, size: null, period: null }); close() }}>Back to now</Button>
      </div>
    </form>
  )
}
