import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'

import { kindsQuery } from '../api/queries'
import type { Status } from '../api/types'
import { Dropdown } from '../parts/Dropdown'
import { AppLink } from '../scope/AppLink'
import { paths } from '../scope/paths'
import { useScope } from '../scope/scope'
import { formatNumber } from '../time/format'
import { SearchBox } from './SearchBox'

function RecordsMenu({ current }: { current: boolean }) {
  const { scope } = useScope()
  const kinds = useQuery(kindsQuery(scope))
  const filled = kinds.data?.kinds.filter((kind) => kind.count > 0) ?? []
  return (
    <Dropdown button="Records ▾" buttonClass="top-link" current={current} width={250}>
      {(close) => (
        <ul onClick={close}>
          {filled.map((kind) => (
            <li key={kind.name}>
              <AppLink to={paths.records(kind.name)} className="dropdown-link">{kind.plural}<span className="second small">{formatNumber(kind.count)}</span></AppLink>
            </li>
          ))}
          <li><AppLink to="/records" className="dropdown-link">All records</AppLink></li>
        </ul>
      )}
    </Dropdown>
  )
}

function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const next = { auto: 'light', light: 'dark', dark: 'auto' } as const
  const names = { auto: 'as the system', light: 'light', dark: 'dark' }
  const label = `Colours: ${names[colorScheme]}. Change to ${names[next[colorScheme]]}`
  return (
    <button type="button" className="top-menu" aria-label={label} title={label} onClick={() => setColorScheme(next[colorScheme])}>
      {{ auto: '◐', light: '○', dark: '●' }[colorScheme]}
    </button>
  )
}

export function Header({ status }: { status: Status | undefined }) {
  const { pathname } = useLocation()
  const at = (path: string) => pathname === path || pathname.startsWith(`${path}/`)
  return (
    <header className="top">
      <div className="top-line">
        <AppLink to={paths.home()} className="top-name"><img src="/icon.svg" width="18" height="18" alt="" />{status?.organisation ?? 'Probata'}</AppLink>
        {status?.beside && <a className="top-switch" href={status.beside.href} title={status.beside.demo ? 'A company that does not exist, with things wrong in it' : undefined}>{status.beside.demo ? 'Demo company' : `Back to ${status.beside.organisation}`}</a>}
        <nav className="row" style={{ gap: 2 }} aria-label="Pages">
          <AppLink to={paths.home()} className="top-link" current={pathname === '/'}>Home</AppLink>
          <AppLink to={paths.controls()} className="top-link" current={at('/controls') || at('/exceptions')}>Controls</AppLink>
          <AppLink to={paths.catalog()} className="top-link" current={at('/catalog') || at('/applies')}>Catalog</AppLink>
          <AppLink to={paths.policies()} className="top-link" current={at('/policies')}>Policies</AppLink>
          <RecordsMenu current={at('/records')} />
          <AppLink to={paths.sources()} className="top-link" current={at('/sources')}>Sources</AppLink>
          <AppLink to={paths.log()} className="top-link" current={at('/log')}>Evidence log</AppLink>
        </nav>
        <div className="top-space" />
        <SearchBox />
        <ThemeButton />
      </div>
    </header>
  )
}
