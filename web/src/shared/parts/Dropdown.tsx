import './parts.css'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

interface DropdownProps {
  button: ReactNode
  buttonClass: string
  current?: boolean
  width: number
  /** Given what closes it. */
  children: (close: () => void) => ReactNode
}

/** A button that shows something below it, until Escape or a click elsewhere. */
export function Dropdown({ button, buttonClass, current, width, children }: DropdownProps) {
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => setOpen(false)

  useEffect(() => {
    if (!open) return
    frame.current?.querySelector<HTMLElement>('.dropdown input, .dropdown a')?.focus()
    const outside = (event: Event) => { if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false) }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      frame.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', escape)
    return () => { document.removeEventListener('pointerdown', outside); document.removeEventListener('keydown', escape) }
  }, [open])

  return (
    <div className="dropdown-frame" ref={frame}>
      <button type="button" className={buttonClass} aria-expanded={open} aria-controls={open ? id : undefined} aria-current={current ? 'page' : undefined} onClick={() => setOpen(!open)}>{button}</button>
      {open && <div className="dropdown" id={id} style={{ width: `min(${width}px, calc(100vw - 24px))` }}>{children(close)}</div>}
    </div>
  )
}
