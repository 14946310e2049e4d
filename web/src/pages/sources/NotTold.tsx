import './sources.css'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { controlsQuery } from '../../shared/api/queries'
import type { Source, SourceList } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope } from '../../shared/scope/scope'
import { StateMark } from '../../shared/state/StateMark'
import { formatCount } from '../../shared/time/format'

/** More than these are folded away on the screen; on paper all of them stand. */
const SHOWN = 4

/** A control once, with the test where only one of it is concerned. */
export function controlsOf(tests: string[]): { control: string; test: string | undefined }[] {
  const controls = [...new Set(tests.map((each) => each.split('/')[0] ?? ''))]
  return controls.map((control) => {
    const [only, ...others] = tests.filter((each) => each.startsWith(`${control}/`))
    return { control, test: others.length === 0 ? only?.split('/')[1] : undefined }
  })
}

function ControlLinks({ tests }: { tests: string[] }) {
  const { scope } = useScope()
  const titles = useQuery(controlsQuery(scope)).data?.controls
  const [all, setAll] = useState(false)
  const controls = controlsOf(tests)
  const more = controls.length - SHOWN
  return (
    <>
      <ul className={!all && more > 0 ? 'row small told-links told-folded' : 'row small told-links'}>
        {controls.map(({ control, test }, index) => (
          <li key={control} className={index < SHOWN ? undefined : 'told-more'}><AppLink to={paths.control(control, test)}>{titles?.find((one) => one.id === control)?.title ?? control}</AppLink></li>
        ))}
      </ul>
      {more > 0 && <button type="button" className="chip no-print" aria-expanded={all} onClick={() => setAll(!all)}>{all ? `Show the first ${SHOWN} only` : `and ${formatCount(more, 'more control')}`}</button>}
    </>
  )
}

const line = { padding: '7px 0', borderBottom: '1px solid var(--line)' }

/** What a look could not read and no test asks for: those that tests need are in the list already. */
export function unreadLines(list: SourceList['not_told'], sources: Source[]): { source: Source; why: string; remedy: string; fields: string[] }[] {
  const lines: ReturnType<typeof unreadLines> = []
  for (const source of sources) {
    for (const note of source.not_read) {
      if (list.some((each) => each.kind === source.kind && each.why === note.why)) continue
      const same = lines.find((each) => each.source === source && each.why === note.why)
      const field = note.field.replaceAll('_', ' ')
      if (!same) lines.push({ source, why: note.why, remedy: note.remedy, fields: field ? [field] : [] })
      else if (field) same.fields.push(field)
    }
  }
  return lines
}

/** What is not known, why, and what would tell it. */
export function NotTold({ list, sources }: { list: SourceList['not_told']; sources: Source[] }) {
  const unread = unreadLines(list, sources)
  if (list.length === 0 && unread.length === 0) return null
  return (
    <Section title="Not known, and what would tell it">
      <ul style={{ borderTop: '1px solid var(--line)' }}>
        {list.map((each) => (
          <li key={each.what} style={line}>
            <StateMark state="not_known" label="" /> <strong>{each.what}</strong>: not known, because {each.why}.{each.action && <> To know it: {each.action}.</>}
            <ControlLinks tests={each.tests} />
          </li>
        ))}
        {unread.map((each, index) => (
          <li key={index} style={line}>
            <StateMark state="not_known" label="" /> <strong>{each.fields.length > 0 ? `${each.fields.join(', ')} of ${each.source.kind_title}` : each.source.kind_title}</strong> <span className="second">({each.source.title})</span>: not known, because {each.why}. To know it: {each.remedy}.
          </li>
        ))}
      </ul>
    </Section>
  )
}
