import { useQuery } from '@tanstack/react-query'

import { controlsQuery } from '../../shared/api/queries'
import type { Source, SourceList } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope } from '../../shared/scope/scope'
import { StateMark } from '../../shared/state/StateMark'

function TestLinks({ tests }: { tests: string[] }) {
  const { scope } = useScope()
  const controls = useQuery(controlsQuery(scope)).data?.controls
  return <>{tests.map((each) => { const [control = '', test] = each.split('/'); return <span key={each}> · <AppLink to={paths.control(control, test)}>{controls?.find((one) => one.id === control)?.title ?? control}</AppLink></span> })}</>
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
            <span className="small"><TestLinks tests={each.tests} /></span>
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
