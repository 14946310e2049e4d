import type { EntrySummary } from '../../shared/api/types'
import { EntryTable } from '../../shared/parts/EntryTable'
import { Section } from '../../shared/parts/Page'

/** The entries that decided it. */
export function RelatedEntries({ entries }: { entries: EntrySummary[] }) {
  return (
    <Section title="Entries that decided it">
      <EntryTable caption="Entries that decided it" rows={entries} error={null} empty="No entry decided it: nothing was seen." />
    </Section>
  )
}
