// What applies to the made-up company: three questions, one of them answered, and every state of a control.
const questions = [
  { name: 'sign_in', title: 'Where people sign in', why: 'The directory tells of accounts; without one, each system has to.', first: 1, type: 'string', choices: [{ name: 'okta', title: 'Okta' }, { name: 'each_system', title: 'In each system by itself' }], assumed: 'each_system', tells: [{ kind: 'account', title: 'Accounts' }] },
  { name: 'workplace', title: 'Office or remote', why: 'Badges and visitors matter where there are premises.', first: 4, type: 'string', choices: [{ name: 'office', title: 'In offices' }, { name: 'remote', title: 'From home, without premises of the company' }], assumed: 'office', tells: [] },
  { name: 'has_people', title: 'People work for the company, as employees or contractors', why: 'Without people there is nobody to hire, train or take access from.', first: null, type: 'bool', choices: [], assumed: true, tells: [] },
  { name: 'has_vendors', title: 'Other companies work for the company, or have its data', why: 'They are registered, assessed, and leave in good order.', first: null, type: 'bool', choices: [], assumed: null, tells: [] },
]
const reads = { 'access-removal': ['has_people'], 'host-time': ['workplace'], 'git-authors': ['has_vendors'] }

const words = (question, value) => (value === null ? 'not answered' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : question.choices.find(({ name }) => name === value)?.title ?? value)

function answered(question, rows) {
  const given = question.name === 'workplace' ? { value: 'remote', since: '2026-01-05T09:00:00Z', by: 'person/sam', seq: 3 } : null
  const row = rows.findLast(({ fact }) => fact.kind === 'setting' && fact.id === `answers/${question.name}`)
  const last = row ? { value: row.fact.set.value, since: row.fact.at, by: row.fact.by, seq: row.seq } : given
  const answer = last ? last.value : question.assumed
  return { answer, words: words(question, answer), given: last !== null, later: question.name === 'sign_in' ? [{ words: 'Okta', from: '2027-01-01T00:00:00Z' }] : [], since: last?.since ?? null, by: last?.by ?? null, seq: last?.seq ?? null }
}

const why = { 'host-time': ['no', 'answers', 'Office or remote: From home, without premises of the company.'], 'git-authors': ['not_known', 'answers', 'Other companies work for the company, or have its data: not answered.'], 'host-updates': ['no', 'profile', 'Of the profile full; the profile lean is chosen.'] }

export function applies(view, controls, rows) {
  return {
    view, profile: 'lean',
    questions: questions.map((question) => ({ ...question, ...answered(question, rows), controls: Object.keys(reads).filter((id) => reads[id].includes(question.name)) })),
    overrides: [
      { file: 'controls/host-updates.yaml', part: ['tests', 'installed', 'within'], was: '15d', is: '30d', effect: 'weaker', words: 'the test installed, within: 30d; shipped: 15d' },
      { file: 'parameters.yaml', part: ['key_age', 'why'], was: 'Yearly rotation is the floor.', is: 'As our largest customer asks.', effect: 'not_decided', words: 'key_age, why: As our largest customer asks.; shipped: Yearly rotation is the floor.' },
    ],
    controls: controls.map(({ id, title, profile, criteria }) => {
      const [state, because, reason] = why[id] ?? ['yes', 'always', 'In the profile lean.']
      return { id, title, profile, categories: ['security'], criteria, applies: state, because, reason, questions: reads[id] ?? [] }
    }),
  }
}
