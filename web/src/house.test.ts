// House rules: imports run one way (shared → pages → app), pages do not know each other, files and pages stay short.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const source = resolve('src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name) && !name.endsWith('.gen.ts'))
const text = (name: string) => readFileSync(join(source, name), 'utf8')
const lines = (name: string) => text(name).split('\n').length

it('imports run one way', () => {
  const wrong: string[] = []
  for (const name of files) {
    const [layer, page] = name.split('/')
    for (const [, target = ''] of text(name).matchAll(/(?:from|import) '(\.[^']+)'/g)) {
      const [toLayer, toPage] = relative(source, resolve(source, name, '..', target)).split('/')
      const allowed = layer === 'shared' ? toLayer === 'shared' : layer === 'pages' ? toLayer === 'shared' || (toLayer === 'pages' && toPage === page) : true
      if (!allowed) wrong.push(`${name} imports ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

it('no file is over 300 lines, no page over 100', () => {
  expect(files.filter((name) => lines(name) > 300)).toEqual([])
  expect(files.filter((name) => name.endsWith('Page.tsx') && name.startsWith('pages/') && lines(name) > 100)).toEqual([])
})

it('every page folder has its route, and nothing is typed any', () => {
  const pages = new Set(files.filter((name) => name.startsWith('pages/')).map((name) => name.split('/')[1]))
  expect([...pages].filter((page) => !files.includes(`pages/${page}/route.ts`))).toEqual([])
  expect(files.filter((name) => /\.tsx?$/.test(name) && name !== 'house.test.ts' && /\bas any\b|: any\b|<any>/.test(text(name)))).toEqual([])
})
