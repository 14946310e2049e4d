// Which instant of the explanation is shown: in the URL, and by j k and the arrows.
import { useCallback } from 'react'

import { useKeys } from '../../shared/layout/keys'
import { useParam, useSetParams } from '../../shared/scope/scope'

export function readStep(text: string, count: number): number {
  const asked = /^\d+$/.test(text) ? Number(text) - 1 : 0
  return Math.min(Math.max(asked, 0), Math.max(count - 1, 0))
}

export function useStep(count: number): { step: number; select: (step: number) => void } {
  const setParams = useSetParams()
  const step = readStep(useParam('step'), count)
  const select = useCallback((next: number) => {
    if (next >= 0 && next < count) setParams({ step: next === 0 ? null : String(next + 1) })
  }, [count, setParams])
  // Read at the time of the key: a page that is still being drawn knows only the step before.
  const from = () => readStep(new URLSearchParams(window.location.search).get('step') ?? '', count)
  const forward = () => select(from() + 1)
  const back = () => select(from() - 1)
  useKeys({ j: forward, k: back, ArrowRight: forward, ArrowLeft: back }, true)
  return { step, select }
}
