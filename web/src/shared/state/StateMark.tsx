import './state.css'

import type { ReactNode } from 'react'

import { stateWords, type State } from './state'

/** Drawn once in the layout; marks and time lines refer to it. */
export function HatchDefinition() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="3.2" height="3.2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="3.2" stroke="var(--not-known)" strokeWidth="1.3" />
        </pattern>
      </defs>
    </svg>
  )
}

const shapes: Record<State, ReactNode> = {
  pass: <path d="M3.2 8.6l3.1 3.1 6.5-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  exception: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />
      <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--on-mark)" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  not_known: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="url(#hatch)" stroke="currentColor" strokeWidth="1" />
      <path d="M5.9 6.1a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5M8 11.6v.1" fill="none" stroke="var(--surface)" strokeWidth="4.4" strokeLinecap="round" />
      <path d="M5.9 6.1a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5M8 11.7v.1" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  to_do: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 8V4a4 4 0 0 1 4 4z" fill="currentColor" />
    </>
  ),
  none: <path d="M4 8h8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />,
}

/** The shape alone, with the word for those who do not see it; `label=""` where the word stands beside it. */
export function StateMark({ state, label, size = 16 }: { state: State; label?: string; size?: number }) {
  const words = label ?? stateWords[state]
  return (
    <svg className={`mark mark-${state}`} width={size} height={size} viewBox="0 0 16 16"
      role={words ? 'img' : undefined} aria-label={words || undefined} aria-hidden={words ? undefined : 'true'}>
      {shapes[state]}
    </svg>
  )
}

export function StateWord({ state, children }: { state: State; children: ReactNode }) {
  return <span className={`mark-word mark-word-${state}`}><StateMark state={state} label="" /><span>{children}</span></span>
}
