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
      <span className="second small">{wrong.since_words || <>since <Time at={wrong.since} after={wrong.since_after ?? undefined} /></>}</span>
    </li>
  )
}

interface WrongNowProps { headline: Home['headline']; wrong: Wrong[]; total: number; counts: Home['counts'] }

/** The headline: what is wrong and since when in one sentence, then all that is wrong now. */
export function WrongNow({ headline, wrong, total, counts }: WrongNowProps) {
  const unknown = counts.not_known > 0
  if (!headline) {
    return (
      <section className="home-wrong">
        <h1><StateMark state={unknown ? 'not_known' : 'pass'} size={20} label="" />{unknown ? `Nothing that we saw is wrong now, and ${formatCount(counts.not_known, 'control is', 'controls are')} not known` : 'Nothing is wrong now'}</h1>
      </section>
    )
  }
  return (
    <section className="home-wrong">
      <h1 className="home-headline"><StateMark state="exception" size={20} label="" /><span>{headline.words}: <AppLink to={paths.exception(headline.control, headline.test, headline.item, headline.from)}>{headline.what}</AppLink></span></h1>
      <p className="second">{total === 0 ? 'Nothing of it is wrong now.' : total === 1 ? 'One thing is wrong now:' : `${formatCount(total, 'thing is', 'things are')} wrong now:`}</p>
      <ol className="home-wrong-list">
        {wrong.map((each) => <WrongItem key={`${each.control}/${each.test}/${each.item}/${each.from}`} wrong={each} />)}
      </ol>
      {total > wrong.length && <p className="second small" style={{ paddingTop: 8 }}>and {total - wrong.length} more: <AppLink to={`${paths.controls()}?state=exception`}>controls with exceptions</AppLink></p>}
    </section>
  )
}
