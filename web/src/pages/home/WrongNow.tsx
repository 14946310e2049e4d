import type { Home } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { StateMark } from '../../shared/state/StateMark'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'

type Wrong = Home['wrong'][number]

function WrongItem({ wrong }: { wrong: Wrong }) {
  return (
    <li className="home-wrong-item">
      <StateMark state="exception" />
      <AppLink to={paths.exception(wrong.control, wrong.test, wrong.item, wrong.from)} row>{wrong.sentence}</AppLink>
      <span className="second small">{wrong.since_words || <>since <Time at={wrong.from} after={wrong.from_after ?? undefined} /></>}</span>
    </li>
  )
}

/** The headline: what is wrong now, in sentences. */
export function WrongNow({ wrong, total, counts }: { wrong: Wrong[]; total: number; counts: Home['counts'] }) {
  const unknown = counts.not_known > 0
  if (total === 0) {
    return (
      <section className="home-wrong">
        <h1><StateMark state={unknown ? 'not_known' : 'pass'} size={20} label="" />{unknown ? `Nothing that we saw is wrong now, and ${formatCount(counts.not_known, 'control is', 'controls are')} not known` : 'Nothing is wrong now'}</h1>
      </section>
    )
  }
  return (
    <section className="home-wrong">
      <h1><StateMark state="exception" size={20} label="" />{total === 1 ? 'One thing is wrong now' : `${total} things are wrong now`}{total !== counts.wrong && <span className="second" style={{ fontWeight: 400 }}>in {formatCount(counts.wrong, 'control')}</span>}</h1>
      <ol className="home-wrong-list">
        {wrong.map((each) => <WrongItem key={`${each.control}/${each.test}/${each.item}/${each.from}`} wrong={each} />)}
      </ol>
      {total > wrong.length && <p className="second small" style={{ paddingTop: 8 }}>and {total - wrong.length} more: <AppLink to={`${paths.controls()}?state=exception`}>controls with exceptions</AppLink></p>}
    </section>
  )
}
