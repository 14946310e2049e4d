import { useQuery } from '@tanstack/react-query'

import { kindsQuery } from '../api/queries'
import { useScope } from '../scope/scope'

/** `account` → `Account`: the names of files are not shown to people. */
export function useKindTitle(): (kind: string) => string {
  const { scope } = useScope()
  const kinds = useQuery(kindsQuery(scope)).data?.kinds
  return (kind) => kinds?.find((each) => each.name === kind)?.title ?? kind
}
