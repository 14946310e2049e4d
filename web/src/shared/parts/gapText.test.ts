import { expect, it } from 'vitest'

import type { Gap } from '../api/types'
import { gapText, joined } from './GapText'

const gap = (fields: Partial<Gap>): Gap => ({ source: 'connector:file/shop', kind: 'account', field: null, from: null, to: null, reason: 'lead', ...fields })

it('what is not known for one reason is one line', () => {
  const lines = joined([gap({}), gap({ field: 'person' }), gap({ field: 'last_used' }), gap({ field: 'person', reason: 'dangling' })])
  expect(lines.map((line) => gapText(line, 'UTC', () => 'Account'))).toEqual([
    'not known, because file/shop had not looked yet (Account: person, last used)',
    'not known, because it refers to something that is not there (Account: person)',
  ])
})
