import type { Item } from '../api/types'
import { useZone } from '../time/zone'
import { gapText } from './GapText'
import { useKindTitle } from './kindTitle'

/** What happened; of what is not known, why it is not. */
export function ItemSentence({ item }: { item: Item }) {
  const zone = useZone()
  const title = useKindTitle()
  const [gap] = item.gaps
  if (item.verdict !== 'unknown' || !gap) return <>{item.sentence}</>
  return <>{gapText(gap, zone, title)}{item.gaps.length > 1 && `, and ${item.gaps.length - 1} more`}</>
}

/** A heading never states as a fact what is not known. */
export function headingOf(item: Pick<Item, 'verdict' | 'sentence'>): string {
  return item.verdict === 'unknown' && !/^not known/i.test(item.sentence) ? `Not known: ${item.sentence}` : item.sentence
}
