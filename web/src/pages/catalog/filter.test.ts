import { expect, it } from 'vitest'

import { findCriteria, findParameters } from './filter'

const control = (id: string, title: string) => ({ id, title, profile: 'lean', tests: 1 })
const groups = [
  { id: 'CC6', title: 'Access', category: 'security', criteria: [
    { id: 'CC6.1', title: 'Access to systems', points: 2, controls: [control('mfa', 'A second factor'), control('role-fit', 'Rights fit the role')] },
    { id: 'CC6.2', title: 'Registration', points: 1, controls: [control('access-removal', 'Access ends')] },
  ] },
  { id: 'CC8', title: 'Changes', category: 'security', criteria: [{ id: 'CC8.1', title: 'Changes', points: 1, controls: [] }] },
]
const found = (text: string) => findCriteria(groups, text).flatMap((group) => group.criteria.map(({ id, controls }) => [id, ...controls.map((each) => each.id)]))

it('nothing asked finds all', () => expect(findCriteria(groups, '  ')).toBe(groups))
it('a control narrows its criterion to it', () => expect(found('second FACTOR')).toEqual([['CC6.1', 'mfa']]))
it('a criterion is found by its number, with all of its controls', () => expect(found('cc6.1')).toEqual([['CC6.1', 'mfa', 'role-fit']]))
it('a group is found whole', () => expect(found('cc6')).toEqual([['CC6.1', 'mfa', 'role-fit'], ['CC6.2', 'access-removal']]))
it('what nothing has finds nothing', () => expect(found('access nowhere')).toEqual([]))
it('parameters are found by name, title, reason and control', () => {
  const one = { name: 'access_removal', title: 'Removal of access', type: 'duration' as const, value: '24h', words: '24 h', later: [], default: '24h', min: '1h', max: '120h', why: 'One day is usual.', used_by: ['badges'] }
  expect(['removal', 'usual', 'badges', 'other'].map((text) => findParameters([one], text).length)).toEqual([1, 1, 1, 0])
})
