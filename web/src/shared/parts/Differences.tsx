import './parts.css'

import { useState } from 'react'

import type { Differences as List } from '../api/types'

const effects = { weaker: 'asks for less', stricter: 'asks for more', not_decided: '' }
/** More than these are folded away on the screen; on paper all of them stand. */
const SHOWN = 8

/** What one catalog has otherwise than another: nothing of it is silent. */
export function Differences({ changes, empty }: { changes: List; empty: string }) {
  const [all, setAll] = useState(false)
  if (changes.length === 0) return <p className="second">{empty}</p>
  // What asks for less is never among those that are folded away because others come before it.
  const ordered = [...changes].sort((a, b) => Number(b.effect === 'weaker') - Number(a.effect === 'weaker'))
  const folded = !all && changes.length > SHOWN
  return (
    <>
      <ul className={folded ? 'differences differences-folded small' : 'differences small'}>
        {ordered.map((change, index) => (
          <li key={[change.file, ...change.part].join('/')} className={index < SHOWN ? undefined : 'differences-more'}>
            <code className="second break">{change.file}</code> <span className="break">{change.words}</span>
            {change.effect !== 'not_decided' && <strong> {effects[change.effect]}</strong>}
          </li>
        ))}
      </ul>
      {changes.length > SHOWN && <button type="button" className="chip differences-all no-print" aria-expanded={all} onClick={() => setAll(!all)}>{all ? `Show the first ${SHOWN} only` : `Show all ${changes.length}`}</button>}
    </>
  )
}
