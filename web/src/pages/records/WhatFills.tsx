import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'

/** What puts records of a kind into the evidence log. */
export function WhatFills({ kept }: { kept: boolean }) {
  if (kept) return <>They are kept in Probata and come from no source: <code>probata append FILE</code> takes them as entries, a line of JSON each, while Probata is stopped.</>
  return <>They come from a source: <AppLink to={paths.sources()}>see what we saw</AppLink>, or from a list in a file: <code>probata serve --file MAPPING.yaml:DATA</code>.</>
}
