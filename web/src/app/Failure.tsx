import { Component, type ReactNode } from 'react'
import { useLocation } from 'react-router'

import { PageHead } from '../shared/parts/Page'
import { base } from '../shared/scope/base'

interface BoundaryProps { address: string; children: ReactNode }
interface BoundaryState { error: Error | null; address: string }

/** Where a page cannot be drawn; another address is tried anew. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, address: this.props.address }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps({ address }: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return address === state.address ? null : { error: null, address }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <main className="main">
        <PageHead title="This page could not be drawn">
          <p role="alert" className="break">{error.message}</p>
          <p className="second">Nothing in the evidence log is changed by it. Load the page again, or go <a href={`${base}/`}>home</a>.</p>
        </PageHead>
      </main>
    )
  }
}

/** Says what happened, instead of an empty window. */
export function Failure({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation()
  return <Boundary address={pathname + search}>{children}</Boundary>
}
