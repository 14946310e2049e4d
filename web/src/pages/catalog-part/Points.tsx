import type { CatalogPart } from '../../shared/api/types'
import { Section } from '../../shared/parts/Page'

type Point = NonNullable<CatalogPart['criterion']>['points'][number]

/** The points of focus in our words, each with the controls that answer it further down. */
export function Points({ points }: { points: Point[] }) {
  return (
    <Section title="Points of focus" side="in our own words">
      <ul className="part-points">
        {points.map((point) => (
          <li key={point.id}>
            <code className="second">{point.id}</code>
            <span>{point.title}{point.ours && <span className="second small"> · added by us</span>}
              <span className="small part-answers">{point.controls.map((control) => <a key={control} href={`#${control}`}>{control}</a>)}{point.controls.length === 0 && <span className="second">no control answers it</span>}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
