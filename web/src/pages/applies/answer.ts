import type { Question } from '../../shared/api/types'

export type Answer = Question['answer']

/** The answers that a question offers, as a list to choose from; none where any text is one. */
export function optionsOf(question: Question): { value: string; label: string }[] {
  if (question.type === 'bool') return [{ value: 'true', label: 'yes' }, { value: 'false', label: 'no' }]
  return question.choices.map(({ name, title }) => ({ value: name, label: title }))
}

/** What was chosen or typed, as the question's type has it. */
export function readAnswer(question: Question, text: string): Answer {
  if (question.type === 'bool') return text === 'true'
  return question.type === 'int' || question.type === 'double' ? Number(text) : text
}

/** The entry that answers a question, since an instant, on somebody's word. */
export const answerFact = (question: Question, text: string, at: string, person: string) =>
  ({ kind: 'setting', id: `answers/${question.name}`, at, set: { value: readAnswer(question, text) }, by: `person/${person}` })
