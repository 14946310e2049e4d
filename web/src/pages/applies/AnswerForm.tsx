import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'

import { appendFact } from '../../shared/api/append'
import type { Question } from '../../shared/api/types'
import { ProblemText } from '../../shared/parts/ProblemText'
import { answerFact, optionsOf } from './answer'

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/

/** Says something else from an instant on. It is checked first, then written for good. */
export function AnswerForm({ question, now, close }: { question: Question; now: string; close: () => void }) {
  const queries = useQueryClient()
  const [text, setText] = useState(String(question.answer ?? ''))
  const [at, setAt] = useState(now)
  const [person, setPerson] = useState('')
  const options = optionsOf(question)
  // The button that opened it is gone: whoever came by keyboard goes on in the first field.
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), [])
  const save = useMutation({
    mutationFn: () => appendFact(answerFact(question, text, at.trim(), person.trim())),
    onSuccess: () => { void queries.invalidateQueries(); close() },
  })
  const wrongAt = !instantPattern.test(at.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrongAt && person.trim() !== '' && text !== '') save.mutate()
  }
  const change = (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value)
  return (
    <form ref={form} onSubmit={submit} className="applies-form no-print">
      {options.length > 0
        ? <NativeSelect size="xs" label="Answer" value={text} onChange={change} data={options} />
        : <TextInput size="xs" label="Answer" value={text} onChange={change} />}
      <TextInput size="xs" label="Since when (UTC)" value={at} onChange={(event) => setAt(event.currentTarget.value)} error={wrongAt && 'An instant such as 2026-06-01T10:00:00Z'} />
      <TextInput size="xs" label="Who says so" description="The id of a person" value={person} onChange={(event) => setPerson(event.currentTarget.value)} />
      <div className="row">
        <Button type="submit" size="xs" loading={save.isPending} disabled={person.trim() === '' || text === ''}>Write into the evidence log</Button>
        <Button size="xs" variant="default" onClick={close}>Leave as it is</Button>
      </div>
      {save.error && <ProblemText problem={save.error} />}
    </form>
  )
}
