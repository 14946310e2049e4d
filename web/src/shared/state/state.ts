// The states that people see: shape, word and texture for each; colour last. Code has more of them, mapped here and nowhere else.
import type { Conclusion, Reason, Verdict } from '../api/types'

export type State = 'pass' | 'exception' | 'not_known' | 'to_do' | 'none'

export const stateWords: Record<State, string> = {
  pass: 'no exceptions noted', exception: 'exception', not_known: 'not known', to_do: 'to do', none: 'does not apply',
}

const ofConclusion: Record<Conclusion, { state: State; words: string }> = {
  ineffective: { state: 'exception', words: 'exceptions noted, warning threshold reached: talk to your auditor' },
  effective_with_exceptions: { state: 'exception', words: 'exceptions noted' },
  unknown: { state: 'not_known', words: 'not known' },
  pending: { state: 'to_do', words: 'to do' },
  effective: { state: 'pass', words: 'no exceptions noted' },
  not_occurring: { state: 'none', words: 'did not occur (source searched, 0 rows)' },
  not_applicable: { state: 'none', words: 'does not apply' },
}

const ofVerdict: Record<Verdict, { state: State; words: string }> = {
  failed: { state: 'exception', words: 'exception' },
  unknown: { state: 'not_known', words: 'not known' },
  waived: { state: 'none', words: 'approved exception' },
  pending: { state: 'to_do', words: 'to do' },
  passed: { state: 'pass', words: 'in time' },
}

const becauseOf: Record<Reason, string> = {
  gap: 'not seen', lead: 'before the first look', uncovered: 'no source tells it', dangling: 'it refers to something that is not there',
  null: 'a value that the rule needs is not set', error: 'the rule could not be evaluated', disposed: 'the entry was disposed of',
  after: 'it changed between two looks',
}

/** A control or a test; without counts it is not told whether an exception or something found makes it wrong. */
export interface Judged { conclusion: Conclusion; wrong_now: boolean; counts?: { failed: number } | undefined }

/** Where only counts are told: an exception is wrong, whatever else is not known. */
export const judged = (conclusion: Conclusion, failed: number): Judged => ({ conclusion, wrong_now: failed > 0, counts: { failed } })

function wrongWords({ conclusion, counts }: Judged): string {
  if (conclusion !== 'unknown') return 'wrong when first seen'
  const what = counts === undefined ? 'something is wrong' : counts.failed > 0 ? 'exceptions noted' : 'wrong when first seen'
  return `${what}, and not all is known`
}

/** What is wrong comes first: before what is not known, and though it has no exception yet (already so when first seen). */
export const controlState = (control: Judged): State => (control.wrong_now ? 'exception' : conclusionState(control.conclusion))
export const controlWords = (control: Judged): string =>
  control.wrong_now && conclusionState(control.conclusion) !== 'exception' ? wrongWords(control) : conclusionWords(control.conclusion)
/** For lists; the whole words stand on the control's page. */
export const controlShort = (control: Judged): string => controlWords(control).split(/: | \(/)[0] ?? ''
export const conclusionState = (conclusion: Conclusion): State => ofConclusion[conclusion].state
export const conclusionWords = (conclusion: Conclusion): string => ofConclusion[conclusion].words
export const verdictState = (verdict: Verdict): State => ofVerdict[verdict].state
export const verdictWords = (verdict: Verdict): string => ofVerdict[verdict].words
export const reasonWords = (reason: Reason): string => becauseOf[reason]
