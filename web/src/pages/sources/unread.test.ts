import { expect, it } from 'vitest'

import type { Source } from '../../shared/api/types'
import { controlsOf, unreadLines } from './NotTold'

it('a control is named once, with its test where it is the only one', () => {
  expect(controlsOf(['leavers/sessions', 'joiners/approved', 'leavers/accounts'])).toEqual([{ control: 'leavers', test: undefined }, { control: 'joiners', test: 'approved' }])
})
it('what a look could not read is said once, with all its fields', () => {
  const note = (field: string, why: string) => ({ field, why, remedy: 'connect GitHub' })
  const source = { by: 'connector:git/shop', kind: 'merge', not_read: [note('reviewers', 'git does not record it'), note('final_checks', 'no network'), note('ticket', 'no network')] } as Source
  const list = [{ what: 'Reviewers of Merges', kind: 'merge', tests: ['code-changes/reviewed'], why: 'git does not record it', action: null }]
  expect(unreadLines(list, [source]).map(({ why, fields }) => [why, fields])).toEqual([['no network', ['final checks', 'ticket']]])
})
