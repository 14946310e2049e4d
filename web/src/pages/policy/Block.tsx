import type { PolicyBlock } from '../../shared/api/types'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'

type SentenceOf = PolicyBlock['sentences'][number]

/** A value in the text, with the name of its parameter; it leads to where the company chooses it. */
function Value({ text, parameter, title }: { text: string; parameter: string; title: string | null }) {
  return <AppLink to={paths.parameter(parameter)} className="policy-number" title={`${title ?? parameter} (${parameter})`}>{text}</AppLink>
}

function Sentence({ sentence }: { sentence: SentenceOf }) {
  return (
    <>
      {sentence.words.map(({ text, parameter, title }, index) => (parameter === null ? text : <Value key={index} text={text} parameter={parameter} title={title} />))}
      {sentence.tests.map(({ control, test, title }) => <AppLink key={`${control}/${test}`} to={paths.control(control, test)} className="policy-test" title={title}>{control}/{test}</AppLink>)}
      {' '}
    </>
  )
}

/** A paragraph, a point or a rule: its heading and its sentences, and the control that a rule carries. */
export function Block({ block }: { block: PolicyBlock }) {
  const { form, heading, control, sentences } = block
  return (
    <>
      {heading && <strong>{heading}{form === 'item' ? ':' : ''} </strong>}
      {sentences.map((sentence, index) => (form === 'rule'
        ? <span key={index} className="policy-sentence"><Sentence sentence={sentence} /></span>
        : <Sentence key={index} sentence={sentence} />))}
      {control && <span className="second small policy-control">Control: <AppLink to={paths.catalogPart(control.id)} row>{control.title}</AppLink></span>}
    </>
  )
}
