import type { ReactNode } from 'react'
import { Link, useHref } from 'react-router'

import { scopedPath, useScope } from './scope'

interface AppLinkProps {
  to: string
  children: ReactNode
  className?: string | undefined
  title?: string | undefined
  label?: string | undefined
  /** The link that j and k move to and Enter opens, one a row. */
  row?: boolean
  current?: boolean
}

/** A link within the product: it keeps the period, and the pinned instant and ledger size. */
export function AppLink({ to, children, className, title, label, row, current }: AppLinkProps) {
  const { scope } = useScope()
  return (
    <Link to={scopedPath(to, scope)} className={className} title={title} aria-label={label} data-row={row ? '' : undefined}
      aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  )
}

export function useScopedHref(to: string): string {
  const { scope } = useScope()
  return useHref(scopedPath(to, scope))
}
