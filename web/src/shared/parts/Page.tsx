import './parts.css'

import { useEffect, type ReactNode } from 'react'

interface PageHeadProps { title: string; crumbs?: ReactNode; children?: ReactNode; mark?: ReactNode }

/** The head of every page; it names the tab too. */
export function PageHead({ title, crumbs, children, mark }: PageHeadProps) {
  useEffect(() => { document.title = `${title} · Probata` }, [title])
  return (
    <header className="page-head">
      {crumbs && <div className="crumbs">{crumbs}</div>}
      <h1>{mark}{mark ? ' ' : ''}{title}</h1>
      {children}
    </header>
  )
}

/** With an `id` a link can lead to it: its heading takes the focus then. */
export function Section({ title, side, id, children }: { title: string; side?: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section className="section">
      <header><h2 id={id} tabIndex={id ? -1 : undefined}>{title}</h2>{side && <div className="second small">{side}</div>}</header>
      {children}
    </section>
  )
}

interface TabsProps<Name extends string> { tabs: { name: Name; title: ReactNode }[]; current: Name; select: (name: Name) => void; label: string }

export function Tabs<Name extends string>({ tabs, current, select, label }: TabsProps<Name>) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ name, title }) => (
        <button key={name} type="button" className="tab" aria-current={name === current ? 'true' : undefined} onClick={() => select(name)}>{title}</button>
      ))}
    </nav>
  )
}

export function Pairs({ pairs }: { pairs: [string, ReactNode][] }) {
  return (
    <dl className="pairs">
      {pairs.map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}
