import { expect, it } from 'vitest'

import { approvalText } from './Approval'

const field = (name: string, value: string | null, label: string | null = null) => ({ name, current: { state: value === null ? 'not_set' as const : 'known' as const, value, label, because: null } })

it('says who approved, until when, why, and what is done meanwhile', () => {
  const fields = [field('approved_by', 'person/p2', 'Ben Brandt'), field('until', '2026-12-03T23:00:00Z'), field('reason', 'A cache, made anew from the orders'), field('compensating', 'somebody looks at it every month')]
  expect(approvalText(fields, 'Europe/Berlin')).toBe('by Ben Brandt, until 3 Dec 2026, because: A cache, made anew from the orders; meanwhile: somebody looks at it every month')
  expect(approvalText([field('until', '2026-12-03T23:00:00Z'), field('compensating', null)], 'UTC')).toBe('until 3 Dec 2026 23:00')
})
