// How pages write facts: one entry, checked before it is written for good.
import { answer, ApiProblem, client, toProblem } from './client'
import type { AppendResult, NewFact } from './types'

/** Where nothing is appended (422) the answer is no problem document, but says what is wrong with each line. */
async function send(fact: NewFact, dry: '0' | '1'): Promise<AppendResult> {
  const { data, error, response } = await answer(client.POST('/facts', {
    params: { query: { dry, atomic: '1' } }, body: `${JSON.stringify(fact)}\n`, bodySerializer: (body: string) => body, headers: { 'Content-Type': 'application/x-ndjson' },
  }))
  const wrong = data?.errors[0] ?? (error && 'errors' in error ? error.errors[0] : undefined)
  if (wrong) throw new ApiProblem({ title: wrong.message, detail: '', hint: wrong.hint, status: 422 })
  if (data === undefined) throw toProblem(error, response.status)
  return data
}

export async function appendFact(fact: NewFact): Promise<AppendResult> {
  await send(fact, '1')
  return send(fact, '0')
}
