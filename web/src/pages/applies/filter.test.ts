import { expect, it } from 'vitest'

import type { WhatApplies } from '../../shared/api/types'
import { count, findControls } from './filter'

const control = (id: string, applies: 'yes' | 'no', reason: string, questions: string[] = []) =>
  ({ id, title: `The ${id}`, profile: 'lean', categories: ['security'], criteria: ['CC6.4'], applies, because: 'answers' as const, reason, questions })
const question = { name: 'doors', title: 'What opens the doors', why: '', first: null, type: 'string' as const, choices: [], answer: 'keys', words: 'Keys', given: true, later: [], assumed: 'badges', since: null, by: null, seq: null, controls: ['badges'], tells: [] }
const what: WhatApplies = {
  view: { at: '2026-11-24T14:05:00Z', size: 1, period: null }, profile: 'lean', questions: [question], overrides: [],
  controls: [control('badges', 'no', 'Keys.', ['doors']), control('visitors', 'yes', 'In the profile lean.')],
}
const found = (show: 'all' | 'yes' | 'no', text: string) => findControls(what, show, text).map(({ id }) => id)

it('nothing asked finds all', () => expect(found('all', '')).toEqual(['badges', 'visitors']))
it('a state finds those in it', () => expect([found('no', ''), count(what, 'no'), count(what, 'not_known')]).toEqual([['badges'], 1, 0]))
it('words are looked for in reason, criterion and question', () => expect([found('all', 'KEYS'), found('all', 'cc6.4 profile'), found('all', 'opens doors'), found('yes', 'keys')]).toEqual([['badges'], ['visitors'], ['badges'], []]))
