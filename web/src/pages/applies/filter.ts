import type { ControlApplies, WhatApplies } from '../../shared/api/types'

export type Show = 'all' | ControlApplies['applies']

export const count = ({ controls }: WhatApplies, show: Show) => controls.filter((control) => show === 'all' || control.applies === show).length

/** Controls in that state that have all of the words: in what they are called, what they serve, or why they apply or not. */
export function findControls({ controls, questions }: WhatApplies, show: Show, text: string): ControlApplies[] {
  const asked = text.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const titles = new Map(questions.map((question) => [question.name, question.title]))
  return controls.filter((control) => {
    if (show !== 'all' && control.applies !== show) return false
    const own = [control.id, control.title, control.profile, control.reason, ...control.categories, ...control.criteria, ...control.questions.map((name) => titles.get(name) ?? name)]
    const all = own.join(' ').toLowerCase()
    return asked.every((word) => all.includes(word))
  })
}
