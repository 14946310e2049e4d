import './layout.css'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'

import { useLive } from '../api/live'
import { statusQuery } from '../api/queries'
import { PageSkeleton } from '../parts/PageSkeleton'
import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'
import { base } from '../scope/base'
import { scopedPath, useScope } from '../scope/scope'
import { HatchDefinition } from '../state/StateMark'
import { Header } from './Header'
import { Help } from './Help'
import { Making, Stripe } from './Demo'
import { moveRow, useKeys } from './keys'
import { ScopeBar } from './ScopeBar'

function useLayoutKeys(showHelp: () => void): void {
  const navigate = useNavigate()
  const { scope } = useScope()
  const go = (path: string) => () => void navigate(scopedPath(path, scope))
  useKeys({
    '/': () => document.getElementById('search')?.focus(),
    '?': showHelp,
    'g h': go(paths.home()), 'g c': go(paths.controls()), 'g k': go(paths.catalog()), 'g p': go(paths.policies()), 'g r': go('/records'), 'g s': go(paths.sources()), 'g l': go(paths.log()),
    j: () => moveRow(1), k: () => moveRow(-1),
  })
}

/** A new page begins at its top, and is read out from its heading; but where a link leads to a part of it. */
function useTopOnNavigation(): void {
  const { pathname } = useLocation()
  useEffect(() => { if (!window.location.hash) window.scrollTo(0, 0) }, [pathname])
}

export function Layout() {
  const status = useQuery(statusQuery)
  const making = status.data !== undefined && status.data.demo && !status.data.first_look.complete
  const live = useLive(!making && (base === '' || status.data !== undefined))
  const [help, setHelp] = useState(false)
  useLayoutKeys(() => setHelp(true))
  useTopOnNavigation()
  const { pathname } = useLocation()
  return (
    <>
      <HatchDefinition />
      <a className="skip" href="#main">Skip to the page</a>
      {(base !== '' || status.data?.demo) && <Stripe />}
      <Header status={status.data} />
      <ScopeBar status={status.data} live={live} />
      {/* The address changes before the page does: this is the address of what is drawn. */}
      <main className="main" id="main" tabIndex={-1} data-path={pathname}>
        {status.data?.catalog_note && <p className="notice catalog-note" role="note"><span className="break">{status.data.catalog_note}</span> <AppLink to={paths.offeredCatalog()}>What it changes</AppLink></p>}
        {status.isPending ? <PageSkeleton /> : making ? <Making steps={status.data.first_look.steps} /> : <Outlet />}
      </main>
      <footer className="foot no-print">
        This machine only, no sign-in yet. Results are management's own tests; the auditor concludes. Press <kbd>?</kbd> for the keys.
        {status.data && <> Probata {status.data.version} · catalog <span className="mono" title={status.data.catalog}>{status.data.catalog.slice(7, 19)}</span></>}
      </footer>
      <Help opened={help} close={() => setHelp(false)} />
    </>
  )
}
