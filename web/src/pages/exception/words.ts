import type { ExplanationInstant } from '../../shared/api/types'
import type { State } from '../../shared/state/state'

export const whatWords: Record<ExplanationInstant['what'], string> = {
  before: 'before', arose: 'arose', changed: 'changed', due: 'due', met: 'met', now: 'now',
}

/** Where there is still time to meet the rule, that it does not hold yet is no exception. */
export function stepState(instant: Pick<ExplanationInstant, 'what' | 'value' | 'at'>, due: string | null): State {
  const inTime = instant.value === false && due !== null && Date.parse(instant.at) < Date.parse(due)
  return inTime ? 'to_do' : holdsState(instant.value)
}
export function stepWords(instant: Pick<ExplanationInstant, 'what' | 'value' | 'at'>, due: string | null): string {
  return stepState(instant, due) === 'to_do' ? 'still time to meet the rule' : holdsWords(instant.value)
}
export function holdsState(value: boolean | null): State {
  return value === null ? 'not_known' : value ? 'pass' : 'exception'
}
export function holdsWords(value: boolean | null): string {
  return value === null ? 'not known whether the rule held' : value ? 'the rule held' : 'the rule did not hold'
}
