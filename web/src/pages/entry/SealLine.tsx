import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { sealsQuery } from '../../shared/api/queries'
import type { Entry } from '../../shared/api/types'
import { StateWord } from '../../shared/state/StateMark'
import { isSignedBy, readNote } from './seal'

type Result = 'fits' | 'other root' | 'not signed' | 'cannot check'

async function checkSeal(entry: Entry, key: string): Promise<Result> {
  const note = readNote(entry.checkpoint?.note ?? '')
  if (!note) return 'not signed'
  if (note.size !== entry.proof.size || note.root !== entry.proof.root) return 'other root'
  const signed = await isSignedBy(note, key)
  return signed === null ? 'cannot check' : signed ? 'fits' : 'not signed'
}

function useSeal(entry: Entry): Result | null {
  const key = useQuery(sealsQuery(1)).data?.key
  const [result, setResult] = useState<Result | null>(null)
  useEffect(() => {
    let current = true
    if (key !== undefined && entry.checkpoint) void checkSeal(entry, key).then((each) => { if (current) setResult(each) })
    return () => { current = false }
  }, [entry, key])
  return result
}

/** Whether the seal of this size names the same root and is signed by the organisation's key. */
export function SealLine({ entry }: { entry: Entry }) {
  const result = useSeal(entry)
  if (!entry.checkpoint) return <StateWord state="to_do">This size of the log is not sealed yet; the next seal covers it.</StateWord>
  if (!result) return null
  if (result === 'fits') return <StateWord state="pass">The seal names this root, and its signature fits the organisation’s key.</StateWord>
  if (result === 'cannot check') return <StateWord state="not_known">The seal names this root; this browser cannot check its signature.</StateWord>
  return <StateWord state="exception">{result === 'other root' ? 'The seal names another root or size.' : 'The seal is not signed by the organisation’s key.'}</StateWord>
}
