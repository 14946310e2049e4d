import { useQuery } from '@tanstack/react-query'

import { statusQuery } from '../../shared/api/queries'
import { PageHead, Tabs } from '../../shared/parts/Page'
import { useParam, useSetParams } from '../../shared/scope/scope'
import { formatCount } from '../../shared/time/format'
import { Entries } from './Entries'
import { Seals } from './Seals'

export default function LogPage() {
  const show = useParam('show', 'entries')
  const setParams = useSetParams()
  const size = useQuery(statusQuery).data?.ledger_size ?? 0
  return (
    <>
      <PageHead title="Evidence log"><p className="second reading">Every page is computed from these {formatCount(size, 'entry', 'entries')}. Nothing is overwritten; a seal fixes all that came before it.</p></PageHead>
      <Tabs label="Show" current={show} select={(name) => setParams({ show: name === 'entries' ? null : name })} tabs={[{ name: 'entries', title: 'Entries' }, { name: 'seals', title: 'Seals' }]} />
      {show === 'seals' ? <Seals /> : <Entries />}
    </>
  )
}
