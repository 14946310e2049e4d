import { afterEach, expect, it, vi } from 'vitest'

import { appendFact } from './append'

afterEach(() => vi.unstubAllGlobals())
const fact = { kind: 'setting', id: 'answers/workplace', at: '2026-01-01T00:00:00Z', set: { value: 'moon' }, by: 'person/sam' }
const result = (errors: object[]) => ({ appended: 0, dry: true, receipt: null, errors })
function answering(...answers: [status: number, body: object][]): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(new URL(request.url).search)
    const [status, body] = answers[asked.length - 1] ?? [500, {}]
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }))
  })
  return asked
}

it('what the server finds wrong is said in its words, whatever the status', async () => {
  const wrong = { line: 1, column: 0, message: '`moon` is no value of `workplace`', hint: 'known: office, mixed, remote' }
  for (const status of [200, 422]) {
    const asked = answering([status, result([wrong])])
    await expect(appendFact(fact)).rejects.toMatchObject({ title: wrong.message, hint: wrong.hint, status: 422 })
    expect(asked).toEqual(['?dry=1&atomic=1'])
  }
})
it('a problem stays one', async () => {
  answering([403, { title: 'nothing is added to the demo company', detail: '', hint: '', status: 403 }])
  await expect(appendFact(fact)).rejects.toMatchObject({ title: 'nothing is added to the demo company', status: 403 })
})
it('it is checked, then written', async () => {
  const asked = answering([200, result([])], [200, { ...result([]), appended: 1, dry: false }])
  await expect(appendFact(fact)).resolves.toMatchObject({ appended: 1 })
  expect(asked).toEqual(['?dry=1&atomic=1', '?dry=0&atomic=1'])
})
