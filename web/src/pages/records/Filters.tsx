import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Kind, KindField } from '../../shared/api/types'
import { useSetParams } from '../../shared/scope/scope'

function choices(field: KindField): string[] {
  if (field.type === 'bool') return ['true', 'false', '?', 'null']
  return field.values.length > 0 ? [...field.values, '?', 'null'] : []
}

const valueWords: Record<string, string> = { '?': 'not known', null: 'not set', true: 'yes', false: 'no' }
const words = (value: string) => valueWords[value] ?? value

function AddFilter({ fields }: { fields: KindField[] }) {
  const setParams = useSetParams()
  const [name, setName] = useState('')
  const field = fields.find((each) => each.name === name)
  const add = (value: string) => { if (value !== '') { setParams({ [`filter.${name}`]: value }); setName('') } }
  return (
    <>
      <NativeSelect size="xs" aria-label="Add a filter" value={name} onChange={(event) => setName(event.currentTarget.value)}
        data={[{ value: '', label: 'Add a filter' }, ...fields.map((each) => ({ value: each.name, label: each.title }))]} />
      {field && choices(field).length > 0 && (
        <NativeSelect size="xs" aria-label={`${field.title} is`} value="" onChange={(event) => add(event.currentTarget.value)}
          data={[{ value: '', label: 'is …' }, ...choices(field).map((value) => ({ value, label: words(value) }))]} />
      )}
      {field && choices(field).length === 0 && (
        <TextInput size="xs" aria-label={`${field.title} is`} placeholder="is … (Enter)" onKeyDown={(event) => { if (event.key === 'Enter') add(event.currentTarget.value) }} />
      )}
    </>
  )
}

interface FiltersProps { kind: Kind; filters: Record<string, string>; query: string }

export function Filters({ kind, filters, query }: FiltersProps) {
  const setParams = useSetParams()
  return (
    <div className="row no-print" style={{ padding: '12px 0 6px' }}>
      <TextInput key={query} size="xs" aria-label="Name contains" placeholder="Name contains" defaultValue={query}
        onKeyDown={(event) => { if (event.key === 'Enter') setParams({ q: event.currentTarget.value }) }} onBlur={(event) => { if (event.currentTarget.value !== query) setParams({ q: event.currentTarget.value }) }} />
      <AddFilter fields={kind.fields} />
      {Object.entries(filters).map(([name, value]) => {
        const title = kind.fields.find((field) => `filter.${field.name}` === name)?.title ?? name
        return <button key={name} type="button" className="chip" onClick={() => setParams({ [name]: null })} aria-label={`Remove the filter ${title} is ${words(value)}`}>{title} is {words(value)} ✕</button>
      })}
    </div>
  )
}
