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

/** For lists; the whole words stand on the control's page. */
export const conclusionShort = (conclusion: Conclusion): string => ofConclusion[conclusion].words.split(/: | \(/)[0] ?? ''
/** What is wrong now is shown as that, though it has no exception yet (already so when first seen). */
export const controlState = (control: { conclusion: Conclusion; wrong_now: boolean }): State => (control.wrong_now ? 'exception' : conclusionState(control.conclusion))
export const controlShort = (control: { conclusion: Conclusion; wrong_now: boolean }): string =>
  control.wrong_now && ofConclusion[control.conclusion].state !== 'exception' ? 'wrong when first seen' : conclusionShort(control.conclusion)
export const conclusionState = (conclusion: Conclusion): State => ofConclusion[conclusion].state
export const conclusionWords = (conclusion: Conclusion): string => ofConclusion[conclusion].words
export const verdictState = (verdict: Verdict): State => ofVerdict[verdict].state
export const verdictWords = (verdict: Verdict): string => ofVerdict[verdict].words
export const reasonWords = (reason: Reason): string => becauseOf[reason]
