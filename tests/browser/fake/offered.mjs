// A catalog that waits to be accepted: the stand-in has none until POST /fake {"offered": "waits"}.
const inForce = `sha256:${'5f2b8c0f'.repeat(8)}`
const offered = `sha256:${'9c1e44d2'.repeat(8)}`
const first = { catalog: inForce, by: 'probata', reason: 'The catalog with which the organisation\u2019s records begin.', recorded: '2026-01-05T08:00:00Z', entry: 0 }

const change = (file, part, was, is, words, effect = 'not_decided') => ({ file, part, was, is, effect, words })
const changes = [
  change('controls/access-removal.yaml', ['tests', 'leavers', 'within'], 'param.access_removal', 'param.access_removal * 2', 'the test leavers, within: param.access_removal * 2; accepted: param.access_removal'),
  change('controls/access-removal.yaml', ['tests', 'keys'], null, '{id: keys, each: key, always: key.owner.status == "active"}', 'the test keys is added: {id: keys, each: key, always: key.owner.status == "active"}', 'stricter'),
  change('controls/host-updates.yaml', ['tests', 'installed', 'within'], '15d', '30d', 'the test installed, within: 30d; accepted: 15d', 'weaker'),
  change('controls/host-ssh.yaml', ['title'], 'Nobody signs in as root', 'Nobody signs in as root or with a password', 'title: Nobody signs in as root or with a password; accepted: Nobody signs in as root'),
  ...['access_removal', 'yearly', 'key_age', 'fix_high', 'joiner', 'analyses', 'model_retention'].map((name) => change('parameters.yaml', [name, 'why'], 'One day is usual.', 'A day is what most ask for.', `${name}, why: A day is what most ask for.; accepted: One day is usual.`)),
]
const results = [
  { test: 'access-removal/keys', title: 'Keys of a leaver are withdrawn', was: null, is: { conclusion: 'unknown', failed: 0, unknown: 3 } },
  { test: 'access-removal/leavers', title: 'Every account of a leaver is disabled in time, and stays so', was: { conclusion: 'ineffective', failed: 3, unknown: 1 }, is: { conclusion: 'effective_with_exceptions', failed: 1, unknown: 1 } },
  { test: 'host-updates/installed', title: 'Security updates are installed in time', was: { conclusion: 'effective_with_exceptions', failed: 1, unknown: 0 }, is: { conclusion: 'effective', failed: 0, unknown: 0 } },
]

const words = {
  nothing: () => 'No other catalog is offered: results are of the one that was accepted.',
  waits: () => `Another catalog, ${offered}, waits to be accepted. Until then results are of the accepted one, ${inForce}; \`probata catalog upgrade\` shows what it changes.`,
  from_next_start: ({ by }) => `The catalog ${offered} was accepted by ${by}. It is in force when Probata is started again; until then results are of ${inForce}.`,
}

export const note = (state) => (state.offered === 'nothing' ? '' : words[state.offered](state.accepted ?? first))

export function offeredCatalog(state) {
  const nothing = state.offered === 'nothing'
  const accepted = state.offered === 'from_next_start' ? state.accepted : first
  return { state: state.offered, words: words[state.offered](accepted), in_force: inForce, offered: nothing ? null : offered, accepted, changes: nothing ? [] : changes }
}

export const offeredResults = (state, view) => (state.offered === 'nothing' ? { view, offered: null, results: [] } : { view, offered, results })

const wrongOf = ({ by = '', reason = '' }) => [
  ...(/^person\/./.test(by) ? [] : [{ field: 'by', message: by === '' ? 'nobody is named' : 'a catalog is accepted by a named person', hint: 'say who accepts it, as `person/ID`' }]),
  ...(reason.trim() === '' ? [{ field: 'reason', message: 'no reason is given', hint: 'say why it is accepted: an auditor reads it' }] : []),
]

/** What is wrong with an acceptance, or what it puts into the state. */
export function accept(sent, receipt) {
  const errors = wrongOf(sent)
  if (errors.length > 0) return { errors }
  return { accepted: { catalog: offered, by: sent.by, reason: sent.reason.trim(), recorded: receipt.recorded, entry: receipt.first }, receipt, words: 'It is in force when Probata is started again.' }
}
