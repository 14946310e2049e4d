import { expect, it } from 'vitest'

import type { Question } from '../../shared/api/types'
import { answerFact, optionsOf } from './answer'

const question = (fields: Partial<Question>): Question =>
  ({ name: 'has_people', title: 'People', why: '', first: null, type: 'bool', choices: [], answer: true, words: 'yes', given: false, later: [], assumed: true, since: null, by: null, seq: null, controls: [], tells: [], ...fields })
const place = question({ name: 'workplace', type: 'string', choices: [{ name: 'office', title: 'In offices' }, { name: 'remote', title: 'From home' }] })

it('yes or no is a truth', () => expect(answerFact(question({}), 'false', '2026-01-05T09:00:00Z', 'sam')).toEqual(
  { kind: 'setting', id: 'answers/has_people', at: '2026-01-05T09:00:00Z', set: { value: false }, by: 'person/sam' }))
it('a choice is its name', () => expect(answerFact(place, 'remote', '2026-01-05T09:00:00Z', 'sam').set).toEqual({ value: 'remote' }))
it('what is offered has words', () => expect([optionsOf(question({})), optionsOf(place)].map((options) => options.map(({ label }) => label))).toEqual([['yes', 'no'], ['In offices', 'From home']]))
