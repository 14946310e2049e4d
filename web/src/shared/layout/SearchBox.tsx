import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'

import { searchQuery } from '../api/queries'
import type { SearchHit } from '../api/types'
import { paths } from '../scope/paths'
import { scopedPath, useScope } from '../scope/scope'

export function hitPath(hit: SearchHit): string {
  if (hit.type === 'control' && hit.control) return paths.control(hit.control, hit.test ?? undefined)
  if (hit.type === 'record' && hit.kind && hit.id !== null) return paths.record(hit.kind, hit.id)
  if (hit.type === 'kind' && hit.kind) return paths.records(hit.kind)
  if (hit.type === 'entry' && hit.seq !== null) return paths.entry(hit.seq)
  return `/#${hit.id ?? ''}`
}

export function SearchBox() {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [selected, setSelected] = useState(0)
  const navigate = useNavigate()
  const { scope } = useScope()
  const hits = useQuery({ ...searchQuery(scope, text), placeholderData: (before) => before }).data?.hits ?? []
  const shown = open && text.trim() !== ''

  const close = () => { setOpen(false); setText(''); setSelected(0); document.getElementById('search')?.blur() }
  const show = (hit: SearchHit | undefined) => { if (hit) { close(); void navigate(scopedPath(hitPath(hit), scope)) } }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter') show(hits[selected])
    else if (event.key === 'ArrowDown') { event.preventDefault(); setSelected(Math.min(selected + 1, hits.length - 1)) }
    else if (event.key === 'ArrowUp') { event.preventDefault(); setSelected(Math.max(selected - 1, 0)) }
  }

  return (
    <div className="search">
      <TextInput id="search" size="xs" placeholder="Search" aria-label="Search" autoComplete="off" value={text} rightSection={<kbd>/</kbd>} rightSectionPointerEvents="none"
        role="combobox" aria-expanded={shown} aria-controls={shown ? 'search-list' : undefined} aria-activedescendant={shown && hits[selected] ? `hit-${selected}` : undefined}
        onChange={(event) => { setText(event.currentTarget.value); setOpen(true); setSelected(0) }} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={keyDown} />
      {shown && (
        <div className="search-list" id="search-list" role="listbox" aria-label="Found">
          {hits.map((hit, index) => (
            <div key={index} id={`hit-${index}`} role="option" className="search-hit" aria-selected={index === selected} onMouseEnter={() => setSelected(index)}
              onMouseDown={(event) => { event.preventDefault(); show(hit) }}>
              <span>{hit.title}</span><span className="second small nowrap">{hit.detail}</span>
            </div>
          ))}
          {hits.length === 0 && <div className="search-none" role="option" aria-selected="false">Nothing has all of these words.</div>}
        </div>
      )}
    </div>
  )
}
