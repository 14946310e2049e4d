import './parts.css'

import type { MapsTo } from '../api/types'

/** What a control answers in other frameworks: identifiers, and whose they are. */
export function Elsewhere({ mapsTo }: { mapsTo: MapsTo }) {
  if (mapsTo === null) return <p className="second">The crosswalks of this catalog have a mistake; <code>probata catalog check</code> tells it.</p>
  if (mapsTo.length === 0) return <p className="second">Nothing in the frameworks that the catalog compares itself with.</p>
  return (
    <>
      {mapsTo.map((framework) => (
        <div key={framework.name} className="elsewhere">
          <div><a href={framework.source} rel="noreferrer">{framework.title}</a>{!framework.title.includes(framework.version) && <span className="second small"> {framework.version}</span>}</div>
          <ul className="row" aria-label={framework.title}>{framework.ids.map((id) => <li key={id} className="tag mono">{id}</li>)}</ul>
          {framework.credit && <p className="second small reading">{framework.credit}</p>}
        </div>
      ))}
    </>
  )
}
