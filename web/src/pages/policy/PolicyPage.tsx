import './policy.css'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'

import { policyQuery } from '../../shared/api/queries'
import type { Policy } from '../../shared/api/types'
import { PageHead, Pairs, Section } from '../../shared/parts/Page'
import { PageState } from '../../shared/parts/ProblemText'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { useScope, useStamp } from '../../shared/scope/scope'
import { Block } from './Block'
import { listsOf, numbersOf } from './text'

function Text({ blocks }: { blocks: Policy['sections'][number]['blocks'] }) {
  return listsOf(blocks).map(({ form, blocks: listed }, index) => {
    if (form === 'paragraph') return listed.map((block) => <p key={index}><Block block={block} /></p>)
    const items = listed.map((block, place) => <li key={place} value={block.number ?? undefined}><Block block={block} /></li>)
    return form === 'rule' ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>
  })
}

function pairsOf(policy: Policy): [string, ReactNode][] {
  return [
    ['Owner', policy.owner.title], ['Approved by', policy.approved_by.title], ['Applies to', policy.applies_to.map(({ title }) => title).join(', ')],
    ['Criteria', policy.criteria.map((id, index) => <span key={id}>{index > 0 && ' · '}<AppLink to={paths.catalogPart(id)}>{id}</AppLink></span>)],
  ]
}

/** A policy as the company would sign it: with its numbers, without what does not apply. */
export default function PolicyPage() {
  const { policy: name = '' } = useParams()
  const { scope } = useScope()
  const policy = useQuery(policyQuery(scope, name))
  useStamp(policy.data?.view)
  if (!policy.data) return <PageState error={policy.error} title="Policy" />

  const { title, type, sections, left_out } = policy.data
  return (
    <article className="policy">
      <PageHead title={title} crumbs={<><AppLink to={paths.policies()}>Policies</AppLink> · {type}</>} />
      <Pairs pairs={pairsOf(policy.data)} />
      {sections.map((section) => <section key={section.title} className="section policy-section"><h2>{section.title}</h2><Text blocks={section.blocks} /></section>)}
      <Section title="Our numbers in this text">
        <Pairs pairs={numbersOf(sections).map(({ name: number, title: of, words }) => [of, <span key={number}><AppLink to={paths.parameter(number)}>{words}</AppLink> <code className="second">{number}</code></span>])} />
      </Section>
      {left_out.length > 0 && (
        <div className="no-print">
          <Section title="Left out here" side="the file has a rule for it">
            <Pairs pairs={left_out.map(({ what, title: of, why }) => [what, <span key={what}>{of} <span className="second">· {why}</span></span>])} />
          </Section>
        </div>
      )}
    </article>
  )
}
