import './home.css'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { homeQuery, statusQuery } from '../../shared/api/queries'
import { PageState } from '../../shared/parts/ProblemText'
import { useScope, useStamp } from '../../shared/scope/scope'
import { Blockers } from './Blockers'
import { Counts } from './Counts'
import { Criteria } from './Criteria'
import { FirstLook } from './FirstLook'
import { LookBack, SinceYesterday, Sources } from './Side'
import { WrongNow } from './WrongNow'

export default function HomePage() {
  const { scope } = useScope()
  const status = useQuery(statusQuery).data
  const home = useQuery(homeQuery(scope))
  useStamp(home.data?.view)
  useEffect(() => { document.title = `${status?.organisation ?? 'Home'} · Probata` }, [status?.organisation])

  const firstLook = status && !status.first_look.complete && <FirstLook steps={status.first_look.steps} />
  if (!home.data) return <>{firstLook}<PageState error={home.error} title="Home" /></>
  const { counts, headline, wrong, wrong_total, blockers, groups, sources, since_yesterday, look_back } = home.data
  return (
    <>
      {firstLook}
      <WrongNow headline={headline} wrong={wrong} total={wrong_total} counts={counts} />
      <Counts counts={counts} period={home.data.view.period !== null} criteria={groups.reduce((sum, group) => sum + group.criteria.length, 0)} />
      <div className="home-columns">
        <Criteria groups={groups} />
        <aside className="home-side" aria-label="What we saw">
          <Blockers blockers={blockers} />
          <Sources sources={sources} />
          <SinceYesterday since={since_yesterday} />
          <LookBack controls={look_back} />
        </aside>
      </div>
    </>
  )
}
