import type { Policy, PolicyBlock } from '../../shared/api/types'

type Form = PolicyBlock['form']

/** Points and rules that follow each other are one list; each paragraph stands alone. */
export function listsOf(blocks: PolicyBlock[]): { form: Form; blocks: PolicyBlock[] }[] {
  const lists: { form: Form; blocks: PolicyBlock[] }[] = []
  for (const block of blocks) {
    const last = lists.at(-1)
    if (last && last.form === block.form && block.form !== 'paragraph') last.blocks.push(block)
    else lists.push({ form: block.form, blocks: [block] })
  }
  return lists
}

export interface TextNumber { name: string; title: string; words: string }

/** The parameters whose values stand in the text, each once, in its order. */
export function numbersOf(sections: Policy['sections']): TextNumber[] {
  const words = sections.flatMap(({ blocks }) => blocks).flatMap(({ sentences }) => sentences).flatMap((sentence) => sentence.words)
  const found = new Map<string, TextNumber>()
  for (const { text, parameter, title } of words) if (parameter !== null && !found.has(parameter)) found.set(parameter, { name: parameter, title: title ?? parameter, words: text })
  return [...found.values()]
}
