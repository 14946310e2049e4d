import { expect, it } from 'vitest'

import type { RecordField } from '../../shared/api/types'
import { historyStretch, stretchesOf } from './history'

const change = (at: string, value: string, by: string, seq: number) => ({ at, after: null, value, label: null, by, seq })
const field: RecordField = {
  name: 'status', title: 'Status', type: 'string', by: 'connector:hr', seq: 3, conflicts: [], current: { state: 'known', value: 'b', label: null, because: null },
  history: [change('2026-01-01T00:00:00Z', 'a', 'connector:hr', 1), change('2026-02-01T00:00:00Z', 'x', 'connector:idp', 2), change('2026-03-01T00:00:00Z', 'b', 'connector:hr', 3)],
}

it('each value of the source that counts holds until its next', () => {
  expect(stretchesOf(field, '2026-04-01T00:00:00Z').map(({ value, to }) => [value, to])).toEqual([['a', '2026-03-01T00:00:00Z'], ['b', '2026-04-01T00:00:00Z']])
})
it('the drawing begins with the first entry and is never empty', () => {
  const view = { at: '2026-04-01T00:00:00Z', size: 4, period: null }
  expect(historyStretch({ fields: [field], view }).from).toBe('2025-12-29T18:00:00.000Z')
  expect(historyStretch({ fields: [], view }).from).toBe('2026-03-31T23:58:58.500Z')
})
