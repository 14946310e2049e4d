import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import type { MapsTo } from '../api/types'
import { Elsewhere } from './Elsewhere'

const framework = (name: string, ids: string[], credit: string | null) => ({ name, title: `Title of ${name}`, short: name, version: '2', source: 'https://example.org', credit, ids })
const drawn = (mapsTo: MapsTo) => renderToStaticMarkup(<Elsewhere mapsTo={mapsTo} />)

it('each identifier stands with its framework, and the credit with those that ask for it', () => {
  const page = drawn([framework('theirs', ['T.2', 'T.1'], null), framework('library', ['L-1/A1'], 'The library, CC BY 4.0')])
  const [theirs = '', library = ''] = page.split('Title of library<')
  expect([...theirs.matchAll(/<li[^>]*>([^<]+)/g)].map((match) => match[1])).toEqual(['T.2', 'T.1'])
  expect(theirs).not.toContain('CC BY')
  expect(library).toContain('L-1/A1')
  expect(library).toContain('The library, CC BY 4.0')
})
it('a control that is in none says so; crosswalks with a mistake do not look as if there were none', () => {
  expect(drawn([])).toContain('Nothing in the frameworks')
  expect(drawn(null)).toContain('have a mistake')
  expect(drawn(null)).not.toContain('Nothing')
})
