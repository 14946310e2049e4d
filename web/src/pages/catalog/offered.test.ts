import { afterEach, expect, it, vi } from 'vitest'

import { ApiProblem } from '../../shared/api/client'
import { acceptOffered, countWords, pathOf, personOf, WrongFields } from './offered'

afterEach(() => vi.unstubAllGlobals())
const answer = (status: number, body: unknown) => {
  const sent: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => { sent.push(request); return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })) })
  return sent
}
const caught = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error)

it('only what is wrong or not known is counted', () => expect([[0, 0], [2, 0], [0, 1], [2, 1]].map(([failed = 0, unknown = 0]) => countWords({ conclusion: 'unknown', failed, unknown }))).toEqual(['', '2 failed', '1 unknown', '2 failed, 1 unknown']))
it('a test is shown with its control', () => expect(pathOf('mfa/on', (control, test) => `${control}?${test}`)).toBe('mfa?on'))
it('an id is that of a person, once', () => expect([' sam ', 'person/sam', ''].map(personOf)).toEqual(['person/sam', 'person/sam', '']))

it('who and why are sent', async () => {
  const sent = answer(200, {})
  await acceptOffered('sam', 'As our auditor asks')
  expect(await sent[0]?.json()).toEqual({ by: 'person/sam', reason: 'As our auditor asks' })
  expect(sent[0]?.headers.get('content-type')).toBe('application/json')
})
it('what is wrong is said of its field', async () => {
  answer(422, { errors: [{ field: 'reason', message: 'no reason is given', hint: 'say why' }] })
  const error = await caught(acceptOffered('sam', ''))
  expect(error).toBeInstanceOf(WrongFields)
  expect((error as WrongFields).of('reason')).toBe('no reason is given: say why')
  expect((error as WrongFields).of('by')).toBeUndefined()
})
it('what is of no field is a problem', async () => {
  answer(409, { title: 'no other catalog is offered', detail: '', hint: '', status: 409 })
  expect(await caught(acceptOffered('sam', 'x'))).toBeInstanceOf(ApiProblem)
})
