import createClient from 'openapi-fetch'

import { base } from '../scope/base'
import type { components, paths } from './schema.gen'

type Problem = components['schemas']['Problem']

/** What went wrong and what to do: every failed request ends as one of these. */
export class ApiProblem extends Error implements Problem {
  readonly title: string
  readonly detail: string
  readonly hint: string
  readonly status: number

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.title = problem.title
    this.detail = problem.detail
    this.hint = problem.hint
    this.status = problem.status
  }
}

/** Looked up at each call, so that a test can replace it. */
export const client = createClient<paths>({
  baseUrl: new URL(`${base}/api`, globalThis.location?.href ?? 'http://localhost').href,
  fetch: (request) => globalThis.fetch(request),
  querySerializer: { object: { style: 'form', explode: true } },
})

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string'
}

export function toProblem(body: unknown, status: number): ApiProblem {
  if (isProblem(body)) return new ApiProblem({ title: body.title, detail: body.detail ?? '', hint: body.hint ?? '', status })
  return new ApiProblem({ title: `The server answered ${status}.`, detail: '', hint: 'Look at the output of probata serve.', status })
}

/** The answer, whatever it says; an ApiProblem thrown where there is none. */
export const answer = <T>(request: Promise<T>): Promise<T> => request.catch((reason: unknown) => {
  if (reason instanceof DOMException && reason.name === 'AbortError') throw reason
  throw new ApiProblem({ title: 'Probata does not answer.', detail: '', hint: 'See whether probata serve still runs on this machine, then load the page again.', status: 0 })
})

/** The data of an answer, or an ApiProblem thrown. */
export async function data<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const result = await answer(request)
  if (result.error !== undefined || result.data === undefined) throw toProblem(result.error, result.response.status)
  return result.data
}
