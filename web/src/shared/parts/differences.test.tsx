import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import { Differences } from './Differences'

it('what asks for less comes first, however much is folded away', () => {
  const changes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => ({ file: `${name}.yaml`, part: [], was: 'x', is: 'y', effect: name === 'i' ? 'weaker' as const : 'not_decided' as const, words: `words of ${name}` }))
  const page = renderToStaticMarkup(<Differences changes={changes} empty="" />)
  expect([...page.matchAll(/<li( class="differences-more")?><code[^>]*>([^<]+)/g)].map((match) => `${match[2]}${match[1] ? ' folded' : ''}`))
    .toEqual(['i.yaml', 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml', 'f.yaml', 'g.yaml', 'h.yaml folded', 'j.yaml folded'])
})
