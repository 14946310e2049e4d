import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import { conclusionState, controlShort, controlState, controlWords, conclusionWords, judged, verdictState, type State } from './state'
import { StateMark } from './StateMark'

const states: State[] = ['pass', 'exception', 'not_known', 'to_do', 'none']

it('every state has its own shape and word, without colour', () => {
  const drawn = states.map((state) => renderToStaticMarkup(<StateMark state={state} />))
  const shapes = drawn.map((mark) => mark.replaceAll(/(class|aria-label)="[^"]*"/g, ''))
  const words = drawn.map((mark) => /aria-label="([^"]*)"/.exec(mark)?.[1])
  expect(new Set(shapes).size).toBe(states.length)
  expect(new Set(words).size).toBe(states.length)
})

it('what is wrong now counts as wrong, also without an exception', () => {
  expect(controlState({ conclusion: 'pending', wrong_now: true })).toBe('exception')
  expect(controlShort({ conclusion: 'pending', wrong_now: true })).toBe('wrong when first seen')
  expect(controlShort({ conclusion: 'ineffective', wrong_now: true })).toBe('exceptions noted, warning threshold reached')
  expect(controlState({ conclusion: 'unknown', wrong_now: false })).toBe('not_known')
})

it('an exception comes before what is not known; first seen is named only where nothing else is wrong', () => {
  const unknown = { conclusion: 'unknown', wrong_now: true } as const
  expect(controlShort({ ...unknown, counts: { failed: 1 } })).toBe('exceptions noted, and not all is known')
  expect(controlShort({ ...unknown, counts: { failed: 0 } })).toBe('wrong when first seen, and not all is known')
  expect(controlShort(unknown)).toBe('something is wrong, and not all is known')
  expect(controlState(judged('unknown', 1))).toBe('exception')
  expect(controlState(judged('unknown', 0))).toBe('not_known')
  expect(controlWords({ conclusion: 'ineffective', wrong_now: true })).toBe('exceptions noted, warning threshold reached: talk to your auditor')
})

it('nothing unknown ever reads as passed', () => {
  expect(conclusionState('unknown')).toBe('not_known')
  expect(verdictState('unknown')).toBe('not_known')
  expect(conclusionState('not_occurring')).toBe('none')
  expect(conclusionWords('effective')).toBe('no exceptions noted')
})
