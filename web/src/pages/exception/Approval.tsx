import { useQuery } from '@tanstack/react-query'

import { recordQuery } from '../../shared/api/queries'
import type { Record_ } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope } from '../../shared/scope/scope'
import { formatEnd } from '../../shared/time/period'
import { useZone } from '../../shared/time/zone'

/** `by Ben Brandt, until 3 Dec 2026, because: a cache; meanwhile: it is looked at every month`. */
export function approvalText(fields: Pick<Record_['fields'][number], 'name' | 'current'>[], zone: string): string {
  const text = (name: string) => {
    const { value, label } = fields.find((each) => each.name === name)?.current ?? { value: null, label: null }
    return label ?? (typeof value === 'string' ? value : '')
  }
  const [by, until, reason, compensating] = [text('approved_by'), text('until'), text('reason'), text('compensating')]
  const parts = [by && `by ${by}`, until && `until ${formatEnd(until, zone)}`, reason && `because: ${reason}`].filter(Boolean)
  return [parts.join(', '), compensating && `meanwhile: ${compensating}`].filter(Boolean).join('; ')
}

/** Who approved an exception, for how long and why; its record has the rest. */
export function Approval({ waiver }: { waiver: string }) {
  const zone = useZone()
  const { scope } = useScope()
  const { data, error } = useQuery(recordQuery(scope, 'waiver', waiver))
  return <><AppLink to={paths.record('waiver', waiver)}>{(data && approvalText(data.fields, zone)) || waiver}</AppLink>{error && <>: {error.message}</>}</>
}
