import { expect, it } from 'vitest'

import type { PolicyBlock } from '../../shared/api/types'
import { listsOf, numbersOf } from './text'

const plain = (text: string) => ({ text, parameter: null, title: null })
const number = (parameter: string, text: string) => ({ text, parameter, title: `The ${parameter}` })
const block = (form: PolicyBlock['form'], ...words: PolicyBlock['sentences'][number]['words']): PolicyBlock => ({ form, number: null, heading: null, control: null, sentences: [{ words, tests: [] }] })

it('points and rules that follow each other are one list, paragraphs are none', () => {
  const blocks = [block('paragraph'), block('paragraph'), block('item'), block('item'), block('paragraph'), block('rule'), block('rule')]
  expect(listsOf(blocks).map(({ form, blocks: of }) => [form, of.length])).toEqual([['paragraph', 1], ['paragraph', 1], ['item', 2], ['paragraph', 1], ['rule', 2]])
})
it('a section without a block has no list', () => expect(listsOf([])).toEqual([]))
it('each number is told once, in the order of the text', () => {
  const sections = [
    { title: 'Rules', blocks: [block('rule', plain('within '), number('triage', '10 days'), plain(' of '), number('joiner', '30 days'))] },
    { title: 'Review', blocks: [block('paragraph', number('triage', '10 days'))] },
  ]
  expect(numbersOf(sections).map(({ name, words }) => [name, words])).toEqual([['triage', '10 days'], ['joiner', '30 days']])
})
