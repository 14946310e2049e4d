import { answer, client, toProblem } from '../../shared/api/client'
import type { TestSummary, WrongField } from '../../shared/api/types'

/** `2 failed, 1 unknown`; empty where there is neither. */
export const countWords = ({ failed, unknown }: NonNullable<TestSummary>): string =>
  [failed > 0 && `${failed} failed`, unknown > 0 && `${unknown} unknown`].filter(Boolean).join(', ')

/** Where a test is shown, from its `CONTROL/TEST`. */
export function pathOf(test: string, path: (control: string, test?: string) => string): string {
  const [control = '', name] = test.split('/')
  return path(control, name)
}

/** People type the id of a person, or the whole of how entries name one. */
export const personOf = (typed: string): string => {
  const id = typed.trim()
  return id === '' || id.startsWith('person/') ? id : `person/${id}`
}

/** What is wrong, field by field; nobody knows of a form's fields but the server. */
export class WrongFields extends Error {
  readonly errors: WrongField[]

  constructor(errors: WrongField[]) {
    super('Some of it is missing.')
    this.errors = errors
  }

  of(field: WrongField['field']): string | undefined {
    const wrong = this.errors.find((error) => error.field === field)
    return wrong && `${wrong.message}: ${wrong.hint}`
  }
}

export async function acceptOffered(by: string, reason: string): Promise<void> {
  const { error, response } = await answer(client.POST('/offered-catalog/acceptance', { body: { by: personOf(by), reason } }))
  if (error === undefined) return
  throw 'errors' in error ? new WrongFields(error.errors) : toProblem(error, response.status)
}
