// How pages write facts: one entry, checked before it is written for good.
import { ApiProblem, client, data } from './client'
import type { AppendResult, NewFact } from './types'

const send = (fact: NewFact, dry: '0' | '1') => data(client.POST('/facts', {
  params: { query: { dry, atomic: '1' } }, body: `${JSON.stringify(fact)}\n`, bodySerializer: (body: string) => body, headers: { 'Content-Type': 'application/x-ndjson' },
}))

export async function appendFact(fact: NewFact): Promise<AppendResult> {
  const checked = await send(fact, '1')
  const wrong = checked.errors[0]
  if (wrong) throw new ApiProblem({ title: wrong.message, detail: '', hint: wrong.hint, status: 422 })
  return send(fact, '0')
}
