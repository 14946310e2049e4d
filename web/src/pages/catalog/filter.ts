import type { Catalog, CatalogParameter } from '../../shared/api/types'

type Group = Catalog['groups'][number]
type Criterion = Group['criteria'][number]

const words = (text: string) => text.toLowerCase().split(/\s+/).filter((word) => word !== '')
const fits = (asked: string[], ...texts: string[]) => { const all = texts.join(' ').toLowerCase(); return asked.every((word) => all.includes(word)) }

/** Criteria whose own words, or a control's, have all that is asked for; of these only the controls that do, where any does. */
export function findCriteria(groups: Group[], text: string): Group[] {
  const asked = words(text)
  if (asked.length === 0) return groups
  const narrow = (criterion: Criterion): Criterion[] => {
    const controls = criterion.controls.filter((control) => fits(asked, control.id, control.title))
    if (controls.length > 0) return [{ ...criterion, controls }]
    return fits(asked, criterion.id, criterion.title) ? [criterion] : []
  }
  return groups
    .map((group) => (fits(asked, group.id, group.title) ? group : { ...group, criteria: group.criteria.flatMap(narrow) }))
    .filter((group) => group.criteria.length > 0)
}

export function findParameters(parameters: CatalogParameter[], text: string): CatalogParameter[] {
  const asked = words(text)
  return parameters.filter((parameter) => fits(asked, parameter.name, parameter.title, parameter.why, ...(parameter.used_by ?? [])))
}
