import { expect, it } from 'vitest'

import { baseOf, withoutBase } from './base'

it('the demo company is below /demo, and nothing else is', () => {
  expect(['/', '/controls', '/demonstration', '/records/demo'].map(baseOf)).toEqual(['', '', '', ''])
  expect(['/demo', '/demo/', '/demo/controls/mfa'].map(baseOf)).toEqual(['/demo', '/demo', '/demo'])
  expect(['/', '/controls', '/demo', '/demo/', '/demo/controls'].map(withoutBase)).toEqual(['/', '/controls', '/', '/', '/controls'])
})
