import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'

import { offeredCatalogQuery, statusQuery } from '../../shared/api/queries'
import { ProblemText } from '../../shared/parts/ProblemText'
import { acceptOffered, WrongFields } from './offered'

/** A named person puts the offered catalog in force, and says why. */
export function AcceptForm({ accepted }: { accepted: () => void }) {
  const queries = useQueryClient()
  const [by, setBy] = useState('')
  const [reason, setReason] = useState('')
  // What else shows results hears of the new entry by itself (live.tsx).
  const changed = () => Promise.all([offeredCatalogQuery, statusQuery].map(({ queryKey }) => queries.invalidateQueries({ queryKey }))).then(accepted)
  const accept = useMutation({ mutationFn: () => acceptOffered(by, reason), onSuccess: changed })
  const wrong = accept.error instanceof WrongFields ? accept.error : null
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => { if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [wrong])
  const submit = (event: FormEvent) => { event.preventDefault(); accept.mutate() }
  return (
    <form ref={form} onSubmit={submit} noValidate className="catalog-accept no-print">
      <TextInput size="xs" label="Who accepts it" description="The id of a person" value={by} required error={wrong?.of('by')} onChange={(event) => setBy(event.currentTarget.value)} />
      <TextInput size="xs" label="Reason" description="Written into the evidence log, for good" value={reason} required error={wrong?.of('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
      <div><Button type="submit" size="xs" loading={accept.isPending}>Accept</Button></div>
      {accept.error && !wrong && <ProblemText problem={accept.error} />}
    </form>
  )
}
