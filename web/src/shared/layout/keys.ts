// Keyboard: one listener in the layout; a page may claim keys first.
import { useEffect, useRef } from 'react'

export type Bindings = Record<string, () => void>

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Keys and two-key sequences (`g h`). With `claim` they win over the layout's. */
export function useKeys(bindings: Bindings, claim = false): void {
  const current = useRef(bindings)
  useEffect(() => { current.current = bindings })
  useEffect(() => {
    let prefix = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const run = current.current[prefix ? `${prefix} ${event.key}` : event.key]
      const starts = !prefix && Object.keys(current.current).some((key) => key.startsWith(`${event.key} `))
      prefix = ''
      clearTimeout(timer)
      if (run) {
        event.preventDefault()
        if (claim) event.stopImmediatePropagation()
        run()
      } else if (starts) {
        prefix = event.key
        timer = setTimeout(() => { prefix = '' }, 1200)
      }
    }
    document.addEventListener('keydown', listen, claim)
    return () => { document.removeEventListener('keydown', listen, claim); clearTimeout(timer) }
  }, [claim])
}

/** Moves the focus to the next (or previous) row's link, wherever the page has rows. */
export function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))
  rows[next]?.focus()
  rows[next]?.scrollIntoView({ block: 'nearest' })
}
