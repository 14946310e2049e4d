import { Fragment } from 'react'

import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'

/** Entries by their numbers, each a link. */
export function EntryNumbers({ seqs }: { seqs: number[] }) {
  return <>{seqs.map((seq, index) => <Fragment key={seq}>{index > 0 && ', '}<AppLink to={paths.entry(seq)} className="entry-link entry-numbered" label={`Entry ${seq}`}>{seq}</AppLink></Fragment>)}</>
}
