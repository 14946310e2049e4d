import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'

import { EntryNumbers } from './EntryNumbers'

it('numbers of entries do not run together', () => {
  globalThis.window ??= { history: { state: null } } as unknown as typeof window
  const drawn = renderToStaticMarkup(<QueryClientProvider client={new QueryClient()}><MemoryRouter><EntryNumbers seqs={[1683, 37961, 40103]} /></MemoryRouter></QueryClientProvider>)
  expect(drawn.replaceAll(/<[^>]*>/g, '')).toBe('1683, 37961, 40103')
})
