import { afterEach, describe, expect, it, vi } from 'vitest'

import { ApiProblem, client, data, toProblem } from './client'

afterEach(() => vi.unstubAllGlobals())
const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })))
const caught = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error)

describe('data', () => {
  it('gives what a good answer holds', async () => {
    answer(200, { key: 'k', checkpoints: [] }, 'application/json')
    expect(await data(client.GET('/checkpoints'))).toEqual({ key: 'k', checkpoints: [] })
  })
  it('throws the problem of a bad one', async () => {
    answer(404, { title: 'no control is named x', detail: '', hint: 'did you mean y?', status: 404 })
    const problem = await caught(data(client.GET('/controls/{control}', { params: { path: { control: 'x' } } })))
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({ title: 'no control is named x', hint: 'did you mean y?', status: 404 })
  })
  it('says that nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
    expect(await caught(data(client.GET('/status')))).toMatchObject({ status: 0, title: 'Probata does not answer.' })
  })
  it('lets an aborted request be one', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('gone', 'AbortError')))
    expect(await caught(data(client.GET('/status')))).toBeInstanceOf(DOMException)
  })
  it('asks with encoded ids and filters as the API has them', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (request: Request) => { asked.push(request.url); return Promise.resolve(new Response('{}', { headers: { 'content-type': 'application/json' } })) })
    await data(client.GET('/records/{kind}/{id}', { params: { path: { kind: 'account', id: 'github/a b' } } }))
    await data(client.GET('/records/{kind}', { params: { path: { kind: 'account' }, query: { filters: { 'filter.status': 'active' } } } }))
    expect(asked.map((url) => url.replace(/^https?:\/\/[^/]+/, ''))).toEqual(['/api/records/account/github%2Fa%20b', '/api/records/account?filter.status=active'])
  })
})

it('an answer that is no problem document still says its status', () => expect(toProblem('<html>', 502).title).toBe('The server answered 502.'))
