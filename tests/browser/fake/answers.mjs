// What each route answers, from company.mjs and entries.mjs.
import { applies } from './applies.mjs'
import * as shown from './catalog.mjs'
import { accountRows, controls, criteria, item, items, kinds, notTold, now, personRows, sources, waiverRows, wrong, yearBefore } from './company.mjs'
import { Entries, verifierKey } from './entries.mjs'
import * as offered from './offered.mjs'

export const log = new Entries()
export const state = { firstLook: false, wrong: [...wrong], names: {}, offered: 'nothing', accepted: null }

const problem = (status, title, hint = '') => ({ status, body: { title, detail: '', hint, status } })
const ok = (body) => ({ status: 200, body })
const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' })
/** The beginning of a day in Berlin, or of a later one. */
const midnight = (day, later = 0) => { const utc = Date.parse(day) + later * 86_400_000; return new Date(utc - Number(hour.format(utc)) * 3_600_000).toISOString().replace('.000Z', 'Z') }
const periodOf = (query) => {
  const [from, to] = query.get('period')?.split('/') ?? []
  return from && to ? { from: from.includes('T') ? from : midnight(from), to: to.includes('T') ? to : midnight(to, 1) } : null
}
const view = (query) => ({ at: query.get('at') ?? now, size: Number(query.get('size') ?? log.rows.length), period: periodOf(query) })

export function status(demo = false) {
  const steps = [
    { name: 'host', title: 'Look at this machine', state: 'done', detail: '412 entries from 9 lists', at: '2026-11-24T14:04:52Z' },
    { name: 'git', title: 'Read the repository', state: state.firstLook ? 'running' : 'done', detail: state.firstLook ? '1 204 of 3 104 commits' : '3 104 commits', at: '2026-11-24T14:04:58Z' },
    { name: 'assess', title: 'Test the controls', state: state.firstLook ? 'waiting' : 'done', detail: '', at: null },
  ]
  return ok({ organisation: 'Acme', version: '0.1.0', mode: 'getting_ready', signed_in: false, note: 'loopback only, no sign-in yet', demo, beside: shown.beside(demo), now, time_zone: 'Europe/Berlin', ledger_size: log.rows.length,
    catalog_note: demo ? '' : offered.note(state), catalog: `sha256:${'5f2b8c0f'.repeat(8)}`, checkpoint: log.checkpoints[0], first_look: { complete: !state.firstLook, steps } })
}

const marks = (id) => controls.filter((control) => control.criteria.includes(id)).map(({ id: name, title, conclusion, wrong_now }) => ({ id: name, title, conclusion, wrong_now }))
const by = (...conclusions) => controls.filter((control) => !control.wrong_now && conclusions.includes(control.conclusion)).length

export function home(query) {
  const groups = criteria.map((group) => ({ ...group, criteria: group.criteria.map((criterion) => ({ ...criterion, controls: marks(criterion.id) })) }))
  const one = (title, name, kinds_, rest) => ({ by: name, title, kinds: kinds_, state: 'seen', last: '2026-11-24T14:04:52Z', every: '10m', rows: 259, total: 259, action: null, ...rest })
  return ok({
    view: view(query), headline: shown.headline(state.wrong, controls), wrong: state.wrong, wrong_total: state.wrong.length, groups,
    counts: { works: by('effective'), wrong: controls.filter((control) => control.wrong_now).length, not_known: by('unknown'), to_do: by('pending'), did_not_occur: by('not_occurring'), not_applicable: by('not_applicable'), no_control: groups.flatMap((group) => group.criteria).filter((criterion) => criterion.controls.length === 0).length },
    blockers: [
      { sentence: 'Reviews and checks of changes are not known from git: 1 control cannot be judged.', state: 'not_known', action: 'bring what GitHub or GitLab shows as files: serve --file', href: '/sources' },
      { sentence: '2 authors are on no list of people.', state: 'to_do', action: 'Match them', href: '/controls/git-authors' },
    ],
    sources: [one('This machine', 'connector:host/build-host-1', ['account', 'port'], {}), one('Repository probata', 'connector:git/probata', ['commit'], { rows: 3104, total: 3104 }), one('People file', 'connector:file/hr', ['person'], { state: 'partly', rows: 58, total: 60, last: '2026-11-24T06:00:00Z' }), one('Okta', 'connector:okta', ['account'], { state: 'silent', last: '2026-11-20T08:00:00Z', rows: 9, total: 9, action: 'silent for 4 days: look at its log' }), one('GitHub or GitLab', 'connector:github', ['change'], { state: 'never', last: null, rows: null, total: null, action: 'bring what GitHub or GitLab shows as files: serve --file' })],
    since_yesterday: { from: '2026-11-23T14:00:00Z', entries: 412, sources: [{ by: 'connector:host/build-host-1', title: 'This machine', count: 412 }, { by: 'connector:file/hr', title: 'People file', count: 58 }], newly_wrong: 1, newly_right: 0 },
    look_back: controls.filter((control) => control.id.startsWith('git-')).map((control) => ({ control: control.id, title: control.title, from: yearBefore, to: now, conclusion: control.conclusion === 'pending' ? 'effective_with_exceptions' : control.conclusion, population: 1204, failed: control.id === 'git-authors' ? 17 : 0, unknown: 0 })),
  })
}

export function listControls(query) {
  return ok({ view: view(query), controls: controls.map(({ frequency, ...control }) => ({ ...control, tests: control.id === 'access-removal' ? 2 : 1 })) })
}

const leaversRule = [
  { part: 'scope', words: 'The account’s system is in scope', cel: 'account.system.in_scope' },
  { part: 'when', words: 'The account’s person has departed', cel: 'account.person.status == "departed"' },
  { part: 'then', words: 'The account is disabled', cel: 'account.status == "disabled"' },
  { part: 'within', words: '24 h (our number access_removal)', cel: 'param.access_removal' },
  { part: 'stays', words: 'and stays so', cel: null },
  { part: 'unless', words: 'The person came back', cel: 'account.person.status == "active"' },
]
export const getApplies = (query) => ok(applies(view(query), controls, log.rows))
export const getCatalog = (query) => ok(shown.catalog(view(query), controls))
export function getCatalogPart(what, query) {
  const part = shown.catalogPart(view(query), what, controls, leaversRule)
  return part ? ok(part) : problem(404, `there is no control or criterion ${what}`, 'did you mean access-removal?')
}

export const getOffered = () => ok(offered.offeredCatalog(state))
export const getOfferedResults = (query) => ok(offered.offeredResults(state, view(query)))
export function acceptOffered(text) {
  if (state.offered !== 'waits') return problem(409, 'no other catalog is offered')
  const now_ = new Date().toISOString().replace(/\.\d+Z/, 'Z')
  const answer = offered.accept(JSON.parse(text), { first: log.rows.length, size: log.rows.length + 1, recorded: now_, checkpoint: log.checkpoints[0].note })
  if (answer.errors) return { status: 422, body: answer }
  log.push({ kind: 'catalog', id: 'in-force', at: now_, by: answer.accepted.by, set: { value: answer.accepted.catalog }, note: answer.accepted.reason }, now_)
  Object.assign(state, { offered: 'from_next_start', accepted: answer.accepted })
  return ok(answer)
}

export const listPolicies = (query) => ok(shown.policies(view(query)))
export function getPolicy(name, query) {
  const policy = shown.policy(view(query), name)
  return policy ? ok(policy) : problem(404, `there is no policy ${name}`, 'did you mean access?')
}

const sight = { by: 'connector:okta', title: 'Okta', kind: 'account', kind_title: 'Accounts', how: 'looks', from: '2026-02-01T00:00:00Z', to: '2026-11-20T08:00:00Z', looks: 4301, rows: 9, total: 9, seen_every: '1h' }
const limitation = { source: 'connector:okta', kind: 'account', from: '2026-07-06T08:00:00Z', to: '2026-07-09T08:00:00Z', reason: 'gap' }
const test = (control, fields) => ({ id: 'holds', title: control.statement, pattern: 'invariant', each: 'host', each_title: 'Hosts', severity: 'medium', rule: [{ part: 'always', words: control.statement, cel: 'host.ok == true' }], conclusion: control.conclusion, marker: null, counts: control.counts, seen_every: '10m', to_do: control.counts.pending, boundary: 0, found: 0, partial: [], sources: [{ ...sight, by: 'connector:host/build-host-1', title: 'This machine' }], limitations: [], ...fields })

export function getControl(id, query) {
  const control = controls.find((each) => each.id === id)
  if (!control) return problem(404, `no control is named ${id}`, 'did you mean access-removal?')
  const isRemoval = id === 'access-removal'
  const tests = isRemoval
    ? [test(control, { id: 'leavers', title: 'Every account of a leaver is disabled in time, and stays so', pattern: 'response', each: 'account', each_title: 'Accounts', severity: 'high', rule: leaversRule, boundary: 1, found: 0, sources: [sight, { ...sight, by: 'connector:file/hr', title: 'People file', kind: 'person', kind_title: 'People', seen_every: '1d' }, { ...sight, by: 'probata', title: 'Probata', kind: 'system', kind_title: 'Systems', how: 'events', from: '0001-01-01T00:00:00Z', to: now, looks: 0, rows: null, total: null, seen_every: null }], limitations: [limitation] }),
      test(control, { id: 'sessions', title: 'Sessions of a leaver are ended in time', pattern: 'response', each: 'session', each_title: 'Sessions', conclusion: 'effective', counts: { ...control.counts, population: 12, passed: 12, failed: 0, unknown: 0, pending: 0, waived: 0 } })]
    : id === 'collection-complete' ? [test(control, { id: 'on-cadence', title: 'Every source is read as often as was said', counts: { ...control.counts, population: 0, failed: 0, arisen: 0 }, limitations: [{ ...limitation, source: null, reason: 'uncovered' }] }), test(control, { id: 'whole', title: 'No reading breaks off', conclusion: 'effective_with_exceptions' })]
    : [test(control, { id: { 'host-ssh': 'no-root-login', 'host-encryption': 'encrypted', 'code-changes': 'reviewed' }[id] ?? 'holds', marker: control.conclusion === 'ineffective' ? { name: 'majority', value: 1, limit: 0.5 } : null, limitations: control.conclusion === 'unknown' ? [{ ...limitation, source: null, reason: 'uncovered' }] : [] })]
  const timelineMarks = isRemoval
    ? [{ from: '2026-03-03T16:00:00Z', to: '2026-03-11T08:10:00Z', state: 'exception', test: 'leavers', item: 'account/aws/ana', sentence: 'Ana Kovač kept the AWS account 7 d 16 h too long' }, { from: '2026-07-07T15:00:00Z', to: '2026-07-09T08:00:00Z', state: 'not_known', test: 'leavers', item: 'account/okta/jun', sentence: 'Not known whether Jun Ito’s Okta account was disabled in time' }, { from: '2026-11-18T09:00:00Z', to: null, state: 'to_do', test: 'leavers', item: 'account/github/tom', sentence: 'Tom Weber’s GitHub account is to be disabled' }]
    : control.conclusion === 'ineffective' ? [{ from: '2026-10-01T09:00:00Z', to: null, state: 'exception', test: tests[0].id, item: wrong.find((each) => each.control === id)?.item ?? 'company', sentence: control.title }] : []
  return ok({
    view: view(query), ...Object.fromEntries(['id', 'title', 'statement', 'owner', 'owner_title', 'profile', 'conclusion', 'frequency'].map((name) => [name, control[name]])),
    criteria: control.criteria.map((criterion) => ({ id: criterion, title: criteria.flatMap((group) => group.criteria).find((each) => each.id === criterion).title, points: ['removal'] })), maps_to: isRemoval ? shown.mapsTo : [],
    nature: 'preventive', operation: 'automated', level: 'system', on_failure: 'Disable the account, end its sessions and tokens, look for logins after the departure.', in_force: { from: null, until: null },
    numbers: isRemoval ? [{ name: 'access_removal', title: 'Time to remove access', value: '24h' }] : [], tests,
    timeline: { from: isRemoval ? '2026-02-01T00:00:00Z' : yearBefore, to: now, marks: timelineMarks, seen: [{ by: 'connector:okta', title: 'Okta', kind: 'account', share: 0.983, gaps: [{ from: '2026-07-06T08:00:00Z', to: '2026-07-09T08:00:00Z', reason: 'gap' }, { from: '2026-11-20T08:00:00Z', to: now, reason: 'gap' }] }] },
  })
}

function rowsOf(control) {
  if (control === 'access-removal') return items
  return state.wrong.filter((each) => each.control === control).map((each) => item({ item: each.item, title: each.item.split('/').slice(1).join('/'), verdict: 'failed', cause: 'violated', found: each.since_words !== '', from: each.from, ...(each.since_words ? { from_after: null } : {}), due: each.from, sentence: each.sentence, facts: [20] }))
}

export function listItems(control, query) {
  const filter = query.get('filter') ?? 'all'
  const rows = rowsOf(control).filter((row) => (filter === 'all' || row.verdict === filter) && (!query.get('q') || row.title.toLowerCase().includes(query.get('q').toLowerCase())))
  return ok({ view: view(query), total: rows.length, next: null, rows })
}

const read = (path, of, value, facts, told = 'connector:aws', rest = {}) => ({ path, item: of, value, known: true, facts, by: told, gaps: [], conflicts: [], ...rest })
const anaInstants = [
  { at: '2026-03-02T15:00:00Z', what: 'before', value: true, words: 'Ana Kovač still worked here: nothing to do.', reads: [read('account.person.status', 'person/ana', 'active', [1], 'connector:file/hr'), read('account.status', 'account/aws/ana', 'active', [2])], steps: [{ text: 'account.person.status == "departed"', value: 'false' }] },
  { at: '2026-03-02T16:00:00Z', what: 'arose', value: false, words: 'Ana Kovač left. From here the account had 24 h.', reads: [read('account.system.in_scope', 'system/aws', true, [0], 'person/lena'), read('account.person.status', 'person/ana', 'departed', [3], 'connector:file/hr'), read('account.status', 'account/aws/ana', 'active', [2]), read('param.access_removal', 'setting/parameters/access_removal', '24h', [6], 'person/lena')], steps: [{ text: 'account.system.in_scope', value: 'true' }, { text: 'account.person.status == "departed"', value: 'true' }, { text: 'account.status == "disabled"', value: 'false' }] },
  { at: '2026-03-03T16:00:00Z', what: 'due', value: false, words: 'The 24 h were over, and the account was still active.', reads: [read('account.status', 'account/aws/ana', 'active', [2, 7])], steps: [{ text: 'account.status == "disabled"', value: 'false' }] },
  { at: '2026-03-05T09:00:00Z', what: 'changed', value: null, words: 'Sign-ins from here to 11 Mar are not known: CloudTrail is not connected.', reads: [read('account.last_login', 'account/aws/ana', null, [], null, { known: false, gaps: [{ source: null, kind: 'account', field: 'last_login', from: null, to: null, reason: 'uncovered' }] })], steps: [{ text: 'account.last_login > account.person.end', value: 'unknown' }] },
  { at: '2026-03-11T08:10:00Z', after: '2026-03-11T07:10:00Z', what: 'met', value: true, words: 'AWS showed the account disabled; at the look before it was active.', reads: [read('account.status', 'account/aws/ana', 'disabled', [7, 9], 'connector:aws', { conflicts: [{ field: 'status', values: [{ by: 'connector:hr', value: 'active' }, { by: 'connector:aws', value: 'disabled' }] }] })], steps: [{ text: 'account.status == "disabled"', value: 'true' }] },
]

export function explain(control, testId, query) {
  const row = rowsOf(control).find((each) => each.item === query.get('item'))
  if (!row) return problem(404, `no such item: ${query.get('item')}`, 'Look at the items of the control.')
  const about = controls.find((each) => each.id === control)
  const isAna = row.item === 'account/aws/ana'
  const instants = isAna ? anaInstants : row.from ? [{ at: row.from, what: 'arose', value: row.verdict === 'unknown' ? null : false, words: row.sentence, reads: [read('host.permit_root_login', row.item, 'yes', [20], 'connector:host/build-host-1')], steps: [{ text: 'host.permit_root_login == "no"', value: 'false' }] }, { at: now, what: 'now', value: false, words: 'It is so still.', reads: [], steps: [] }] : []
  return ok({
    view: view(query), control, control_title: about.title, test: testId, test_title: 'Every account of a leaver is disabled in time, and stays so', severity: 'high', owner_title: about.owner_title, sentence: row.sentence,
    rule: isAna || control === 'access-removal' ? leaversRule : [{ part: 'always', words: about.statement, cel: 'host.permit_root_login == "no"' }], row,
    late: isAna ? { least: '7d15h10m', most: '7d16h10m' } : null, instants, related: row.facts.map((seq) => log.summary(log.rows[seq])), others: [{ item: row.item, from: row.from, verdict: row.verdict, sentence: row.sentence }, { item: row.item, from: '2025-12-01T09:00:00Z', verdict: 'passed', sentence: 'An earlier departure: disabled in time' }],
  })
}

export function listKinds(query) {
  const count = { account: accountRows.length, person: personRows.length, incident: 0, waiver: waiverRows.length, finding: 0 }
  return ok({ view: view(query), kinds: kinds.map(({ fields, reverses, tests, ...kind }) => ({ ...kind, count: count[kind.name] })) })
}
export function getKind(name) {
  const kind = kinds.find((each) => each.name === name)
  return kind ? ok(kind) : problem(404, `no kind is named ${name}`, 'did you mean account?')
}

const rowsOfKind = (kind) => ({ account: accountRows, person: personRows, waiver: waiverRows }[kind] ?? [])
const printed = (cell) => (cell.state === 'not_known' ? '?' : cell.value === null ? 'null' : String(cell.value))

export function listRecords(kind, query) {
  const filters = [...query].filter(([name]) => name.startsWith('filter.')).map(([name, value]) => [name.slice(7), value])
  const sort = query.get('sort') ?? 'id'
  const key = sort.replace('-', '')
  const value = (row) => (key === 'id' || key === 'label' ? row[key] : printed(row.values[key]))
  const rows = rowsOfKind(kind).filter((row) => filters.every(([name, wanted]) => printed(row.values[name]) === wanted) && (!query.get('q') || `${row.id} ${row.label}`.includes(query.get('q'))))
    .toSorted((a, b) => value(a).localeCompare(value(b)) * (sort.startsWith('-') ? -1 : 1))
  const start = Number(query.get('cursor') ?? 0)
  const limit = 25
  return ok({ view: view(query), kind, total: rows.length, next: start + limit < rows.length ? String(start + limit) : null, rows: rows.slice(start, start + limit), seen: ['incident', 'waiver', 'finding'].includes(kind) ? [] : [sight, { ...sight, by: 'connector:host/build-host-1', title: 'This machine', to: now, rows: 31, total: 31 }] })
}

export function getRecord(kind, id, query) {
  const row = rowsOfKind(kind).find((each) => each.id === id)
  if (!row) return problem(404, `no ${kind} ${id}`, 'It may have another id, or be known only later: look at what the page is pinned to.')
  const shape = kinds.find((each) => each.name === kind)
  const own = log.rows.filter(({ fact }) => fact.kind === kind && fact.id === id)
  const fields = shape.fields.map((field) => {
    const history = own.filter(({ fact }) => fact.set && field.name in fact.set).map(({ seq, fact }) => ({ at: fact.at, after: fact.after ?? null, value: fact.set[field.name], label: typeof fact.set[field.name] === 'object' ? 'Ana Kovač' : null, by: fact.by, seq }))
    const last = history.at(-1)
    return { name: field.name, title: field.title, type: field.type, current: row.values[field.name], by: last?.by ?? null, seq: last?.seq ?? null, conflicts: [], history }
  })
  return ok({
    view: view(query), kind, kind_title: shape.title, id, label: row.label, exists: true, existence: { state: row.existence, from: '2026-02-01T00:00:00Z', from_after: null, to: null }, fields,
    not_seen: [{ source: 'connector:okta', kind, field: null, from: '2026-07-06T08:00:00Z', to: '2026-07-09T08:00:00Z', reason: 'gap' }],
    refers_to: kind === 'account' ? [{ field: 'person', kind: 'person', id: 'ana', label: 'Ana Kovač', dangling: false }, { field: 'system', kind: 'system', id: 'aws', label: 'AWS', dangling: false }, { field: 'groups', kind: 'group', id: 'old', label: 'old', dangling: true }] : [],
    referred_by: kind === 'person' ? [{ field: 'person', kind: 'account', id: 'aws/ana', label: 'ana', dangling: false }] : [], entries: own.map((each) => log.summary(each)).reverse(),
    items: rowsOf('access-removal').filter((each) => each.item === `${kind}/${id}`).map((each) => ({ control: 'access-removal', test: 'leavers', title: 'Every account of a leaver is disabled in time, and stays so', item: each.item, from: each.from, verdict: each.verdict, sentence: each.sentence })),
  })
}

export function listSources(query) { return ok({ view: view(query), from: yearBefore, to: now, sources, not_told: notTold }) }

export function listEntries(query) {
  const size = Number(query.get('size') ?? log.rows.length)
  const from = Number(query.get('from') ?? size - 1)
  const fits = log.rows.slice(0, Math.min(size, from + 1)).reverse().filter(({ fact }) => (!query.get('kind') || fact.kind === query.get('kind')) && (!query.get('by') || fact.by.startsWith(query.get('by'))))
  return ok({ size, next: fits[50]?.seq ?? null, rows: fits.slice(0, 50).map((row) => log.summary(row)) })
}
export function getEntry(seq, query) {
  const entry = log.entry(seq, query.has('size') ? Number(query.get('size')) : undefined)
  return entry ? ok(entry) : problem(404, `there is no entry ${seq}`, `The log has ${log.rows.length} entries, the first is 0.`)
}
export function listCheckpoints(query) { return ok({ key: verifierKey, checkpoints: log.checkpoints.slice(0, Number(query.get('limit') ?? 50)) }) }

export function search(query) {
  const q = (query.get('q') ?? '').toLowerCase()
  const none = { control: null, test: null, kind: null, id: null, seq: null }
  const hits = [
    ...controls.map((each) => ({ ...none, type: 'control', title: each.title, detail: each.criteria.join(' '), control: each.id })),
    ...personRows.map((each) => ({ ...none, type: 'record', title: each.label, detail: 'People', kind: 'person', id: each.id })),
  ].filter((hit) => hit.title.toLowerCase().includes(q)).slice(0, 12)
  return ok({ q, hits })
}

/** Facts posted are appended; one of kind account that disables makes home say one thing less. */
export function append(text, dry = false) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (dry) return ok({ appended: 0, dry, receipt: null, errors: [] })
  const errors = []
  const first = log.rows.length
  for (const [index, line] of lines.entries()) {
    try { log.push(JSON.parse(line), new Date().toISOString().replace(/\.\d+Z/, 'Z')) } catch (error) { errors.push({ line: index + 1, column: 1, message: error.message, hint: 'a fact is one JSON object' }) }
  }
  const appended = log.rows.length - first
  if (appended === 0) return { status: 422, body: { appended: 0, dry: false, receipt: null, errors } }
  state.wrong = state.wrong.slice(0, -1)
  log.seal(new Date().toISOString())
  return ok({ appended, dry: false, receipt: { first, size: log.rows.length, recorded: log.rows.at(-1).recorded, checkpoint: log.checkpoints[0].note }, errors })
}
