import { expect, it } from 'vitest'

import type { Item } from '../../shared/api/types'
import { barsOf, drawingStretch } from './IntervalDrawing'
import { readStep } from './useStep'
import { stepState } from './words'

const row = (fields: Partial<Item>): Item => ({
  item: 'account/a', title: 'a', verdict: 'failed', cause: 'late', carried: false, found: false, ended_by: 'then', from: '2026-03-02T17:00:00Z', due: '2026-03-03T17:00:00Z', done: '2026-03-11T09:10:00Z',
  sentence: '', facts: [], evidence: [], gaps: [], conflicts: [], waiver: null, on_late_evidence: false, claimed: false, ...fields,
})
const drawn = (item: Item) => barsOf(item, '2026-04-01T00:00:00Z', 'UTC').map(({ from, to, state }) => `${state} ${from.slice(5, 16)} ${to?.slice(5, 16)}`)

it('an exception runs from due to done, its uncertain end drawn as such', () => {
  expect(drawn(row({}))).toEqual(['pass 03-02T17:00 03-03T17:00', 'exception 03-03T17:00 03-11T09:10'])
  expect(drawn(row({ done_after: '2026-03-11T08:10:00Z' }))).toEqual(['pass 03-02T17:00 03-03T17:00', 'exception 03-03T17:00 03-11T08:10', 'uncertain 03-11T08:10 03-11T09:10'])
  expect(drawn(row({ done: null }))).toEqual(['pass 03-02T17:00 03-03T17:00', 'exception 03-03T17:00 04-01T00:00'])
})
it('what is not known is never drawn as passed', () => {
  expect(drawn(row({ verdict: 'unknown', cause: null }))).toEqual(['not_known 03-02T17:00 03-11T09:10'])
})
it('an item without an obligation draws nothing', () => expect(drawn(row({ verdict: 'passed', from: null, due: null, done: null }))).toEqual([]))
it('the drawing has a margin, also around one instant', () => {
  expect(drawingStretch(['2026-03-02T00:00:00Z', '2026-03-22T00:00:00Z'])).toEqual({ from: '2026-03-01T00:00:00.000Z', to: '2026-03-23T00:00:00.000Z' })
  expect(drawingStretch(['2026-03-02T00:00:00Z'])).toEqual({ from: '2026-03-01T23:59:00.000Z', to: '2026-03-02T00:01:00.000Z' })
})
it('before it was due, what does not hold yet is to do, not wrong', () => {
  const at = (what: 'arose' | 'due', when: string, value: boolean | null) => stepState({ what, at: when, value }, '2026-03-03T17:00:00Z')
  expect(at('arose', '2026-03-02T17:00:00Z', false)).toBe('to_do')
  expect(at('due', '2026-03-03T17:00:00Z', false)).toBe('exception')
  expect(at('arose', '2026-03-02T17:00:00Z', null)).toBe('not_known')
  expect(stepState({ what: 'arose', at: '2026-03-02T17:00:00Z', value: false }, null)).toBe('exception')
})
it('a step outside is the nearest', () => expect([readStep('', 5), readStep('3', 5), readStep('99', 5), readStep('x', 5), readStep('2', 0)]).toEqual([0, 2, 4, 0, 0]))
