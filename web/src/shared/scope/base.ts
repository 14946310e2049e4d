// One process may serve a demo company beside the organisation: the same pages and the same API, below /demo.
export const baseOf = (pathname: string): '' | '/demo' => (/^\/demo(\/|$)/.test(pathname) ? '/demo' : '')

/** Below which path this organisation is: the page is loaded anew where it changes. */
export const base = baseOf(globalThis.location?.pathname ?? '/')

/** A path as the pages' routes have it. */
export const withoutBase = (pathname: string): string => pathname.slice(baseOf(pathname).length) || '/'
