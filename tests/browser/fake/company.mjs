// A made-up company, small and with every state: what the fake server answers from.
export const now = '2026-11-24T14:05:00Z'
export const yearBefore = '2025-11-24T14:05:00Z'

export const criteria = [
  ['CC1', 'Control environment', ['Integrity and ethical values', 'Board independence and oversight', 'Structures, reporting lines, authorities', 'Competence', 'Accountability']],
  ['CC2', 'Information and communication', ['Quality information', 'Internal communication', 'External communication']],
  ['CC3', 'Risk assessment', ['Objectives', 'Identify and analyse risks', 'Fraud', 'Significant change']],
  ['CC4', 'Monitoring', ['Evaluations', 'Deficiencies']],
  ['CC5', 'Control activities', ['Selecting controls', 'General controls over technology', 'Policies and procedures']],
  ['CC6', 'Access', ['Logical access security', 'Registering and authorising users', 'Roles, modification, removal', 'Physical access', 'Disposal of assets', 'Threats from outside', 'Transmission, movement, removal', 'Malicious software']],
  ['CC7', 'Operations', ['Vulnerabilities and configuration change', 'Anomalies', 'Evaluating events', 'Responding', 'Recovering']],
  ['CC8', 'Changes', ['Changes']],
  ['CC9', 'Risk mitigation', ['Business disruption', 'Vendors and partners']],
  ['A1', 'Availability', ['Capacity', 'Environment, backup, recovery infrastructure', 'Recovery tests']],
  ['C1', 'Confidentiality', ['Identify and maintain', 'Dispose']],
].map(([id, title, criteria]) => ({ id, title, criteria: criteria.map((each, index) => ({ id: `${id}.${index + 1}`, title: each })) }))

const control = (id, title, statement, owner, criteria, conclusion, counts, frequency = 'each look') => ({
  id, title, statement, owner, owner_title: { it_operations: 'IT operations', engineering: 'Engineering', '': '' }[owner], criteria, profile: 'host', conclusion, wrong_now: ['ineffective', 'effective_with_exceptions'].includes(conclusion) || counts.failed > 0, to_do: counts.pending ?? 0, frequency,
  counts: { population: 0, passed: 0, failed: 0, unknown: 0, pending: 0, waived: 0, arisen: 0, late: { people: 0, source: 0 }, ...counts },
})

export const controls = [
  control('access-removal', 'Access ends when the person leaves', 'Access of people who leave is disabled within 24 h in every system in scope.', 'it_operations', ['CC6.2', 'CC6.3'], 'effective_with_exceptions', { population: 42, passed: 38, failed: 1, unknown: 1, pending: 1, waived: 1, arisen: 42, late: { people: 2, source: 0 } }, 'each departure'),
  control('code-changes', 'Changes are reviewed before they are merged', 'Every change to the production branch was approved by somebody else and passed its checks.', 'engineering', ['CC8.1'], 'unknown', { population: 318, unknown: 318, arisen: 318 }, 'each change'),
  // Of one test everything is known and wrong, of another nothing.
  control('collection-complete', 'Sources are read in time, and wholly', 'Every source is read as often as was said, and no reading breaks off.', 'it_operations', ['CC7.2'], 'unknown', { population: 1, failed: 1, arisen: 1 }, 'each reading'),
  control('git-authors', 'Authors are known people', 'Every commit on the production branch has an author who is on the list of people.', 'engineering', ['CC8.1'], 'pending', { population: 6, passed: 4, pending: 2 }),
  control('git-history', 'The production branch is never rewritten', 'What is once on the production branch stays there.', 'engineering', ['CC8.1'], 'effective', { population: 1, passed: 1 }),
  control('git-release-tags', 'Releases are signed', 'Annotated tags stay signed once they are.', 'engineering', ['CC8.1'], 'not_occurring', {}),
  control('host-accounts', 'Accounts of hosts are in order', 'No account has an empty password, only root has uid 0, and every human account has a password date.', 'it_operations', ['CC6.1'], 'unknown', { population: 31, passed: 30, unknown: 1 }),
  control('host-admin-rights', 'Only the named are administrators', 'Sudo is given to nobody who is not on the list.', 'it_operations', ['CC6.8'], 'effective', { population: 3, passed: 3 }),
  control('host-encryption', 'Disks are encrypted', 'Every disk that holds data is encrypted.', 'it_operations', ['CC6.7'], 'ineffective', { population: 2, failed: 2, arisen: 2 }),
  control('host-firewall', 'A firewall is on', 'Every host in scope drops what it was not told to accept.', 'it_operations', ['CC6.6'], 'effective', { population: 1, passed: 1 }),
  control('host-ports', 'Only allowed ports listen to the world', 'Nothing but ports 22, 80 and 443 listens to the world.', 'it_operations', ['CC6.6'], 'effective', { population: 14, passed: 14 }),
  control('host-ssh', 'Nobody signs in as root or with a password', 'SSH of every host in scope refuses root and passwords.', 'it_operations', ['CC6.6'], 'ineffective', { population: 2, passed: 1, failed: 1, arisen: 1 }),
  control('host-time', 'Clocks are synchronised', 'Every host in scope keeps its clock with a time server.', '', ['CC7.2'], 'not_applicable', {}),
  control('host-updates', 'Security updates are installed in time', 'Security updates are installed within 15 d of being offered.', 'it_operations', ['CC7.1'], 'effective', { population: 212, passed: 212 }, 'each update'),
]

export const item = (fields) => ({
  item: '', title: '', verdict: 'passed', cause: null, carried: false, found: false, ended_by: null, from: null, due: null, done: null, sentence: '', facts: [], evidence: [], gaps: [], conflicts: [],
  waiver: null, on_late_evidence: false, claimed: false, ...fields,
})
const digest = `sha256:${'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}`
const oktaGap = { source: 'connector:okta', kind: 'account', field: 'status', from: '2026-07-06T08:00:00Z', to: '2026-07-09T08:00:00Z', reason: 'gap' }

const leaver = (name, system, day, verdict = 'passed') => item({
  item: `account/${system}/${name.split(' ')[0].toLowerCase()}`, title: `${name} (${system})`, verdict, ended_by: 'then', from: `2026-0${day}T17:00:00Z`, due: `2026-0${day}T23:59:00Z`, done: `2026-0${day}T18:12:00Z`, done_after: `2026-0${day}T17:12:00Z`,
  sentence: 'disabled in time', facts: [12, 20], evidence: [digest],
})
export const items = [
  item({ item: 'account/aws/ana', title: 'Ana Kovač (AWS)', verdict: 'failed', cause: 'late', ended_by: 'then', from: '2026-03-02T16:00:00Z', due: '2026-03-03T16:00:00Z', done: '2026-03-11T08:10:00Z', done_after: '2026-03-11T07:10:00Z', sentence: 'Ana Kovač kept the AWS account 7 d 16 h too long', facts: [3, 7, 9], evidence: [digest] }),
  item({ item: 'account/okta/jun', title: 'Jun Ito (Okta)', verdict: 'unknown', from: '2026-07-07T15:00:00Z', due: '2026-07-08T15:00:00Z', done: '2026-07-09T08:00:00Z', done_after: '2026-07-06T08:00:00Z', sentence: 'Not known whether Jun Ito’s Okta account was disabled in time: Okta was not seen 6–9 Jul', facts: [4], gaps: [oktaGap], conflicts: [{ field: 'status', values: [{ by: 'connector:hr', value: 'active' }, { by: 'connector:okta', value: 'disabled' }] }] }),
  item({ item: 'account/github/tom', title: 'Tom Weber (GitHub)', verdict: 'pending', from: '2026-11-24T09:00:00Z', due: '2026-11-25T09:00:00Z', sentence: 'Tom Weber left; the GitHub account has until 25 Nov 09:00', facts: [5] }),
  item({ item: 'account/legacy/sam', title: 'Sam Okafor (legacy)', verdict: 'waived', from: '2026-08-03T15:00:00Z', due: '2026-08-04T15:00:00Z', sentence: 'Sam Okafor left; the account of the legacy system stays until it is switched off', facts: [1, 4, 20], waiver: 'legacy-accounts' }),
  ...[['Mia Roth', 'okta', '2-10'], ['Mia Roth', 'aws', '2-10'], ['Lea Sun', 'jira', '4-14'], ['Lea Sun', 'github', '4-14'], ['Ben Oz', 'okta', '5-20'], ['Ben Oz', 'aws', '5-20'], ['Ida Falk', 'okta', '9-01'], ['Ida Falk', 'aws', '9-01']].map(([name, system, day]) => leaver(name, system, day)),
]

export const wrong = [
  { sentence: 'root can sign in over SSH on build-host-1', control: 'host-ssh', test: 'no-root-login', item: 'host/build-host-1', from: '2026-11-24T14:04:52Z', from_after: null, since: '2026-11-24T14:04:52Z', since_after: null, since_words: 'already so when first seen, 24 Nov 15:04', severity: 'high' },
  { sentence: 'The disk /dev/vda1 of build-host-1 is not encrypted', control: 'host-encryption', test: 'encrypted', item: 'disk/build-host-1/vda1', from: '2026-11-24T14:04:52Z', from_after: null, since: '2026-11-24T14:04:52Z', since_after: null, since_words: 'already so when first seen, 24 Nov 15:04', severity: 'high' },
  { sentence: 'The disk /dev/vdb of build-host-1 has been without encryption since a remount', control: 'host-encryption', test: 'encrypted', item: 'disk/build-host-1/vdb', from: '2026-11-23T08:10:00Z', from_after: '2026-11-23T08:00:00Z', since: '2026-11-23T08:10:00Z', since_after: '2026-11-23T08:00:00Z', since_words: '', severity: 'medium' },
  { sentence: 'The reading of a source of 24 Nov 13:07 was not whole', control: 'collection-complete', test: 'whole', item: 'collection/aws/2026-03-11T07:10Z', from: '2026-11-24T13:07:52Z', from_after: null, since_words: '', severity: 'medium' },
].map((each) => ({ ...each, since: each.from, since_after: each.from_after }))

const interval = (from, to) => ({ from, to })
const source = (fields) => ({
  state: 'seen', how: 'looks', every: '10m', first: '2026-11-24T13:04:52Z', last: '2026-11-24T14:04:52Z', next: '2026-11-24T14:14:52Z', looks: 7, rejected: 0, proof: 'snapshot', declared: false,
  share: 0.98, seen: [], gaps: [], lead: null, not_read: [], total: null, ...fields,
})
const host = (kind, kind_title, rows, rest = {}) => source({
  by: 'connector:host/build-host-1', title: 'This machine', kind, kind_title, rows, total: rows, share: 0.96,
  seen: [interval('2026-02-03T08:00:00Z', '2026-05-12T08:00:00Z'), interval('2026-05-20T08:00:00Z', now)], gaps: [interval('2026-05-12T08:00:00Z', '2026-05-20T08:00:00Z')], lead: interval(yearBefore, '2026-02-03T08:00:00Z'), looks: 31204, first: '2026-02-03T08:00:00Z', ...rest,
})
export const sources = [
  host('account', 'Accounts', 31, { state: 'partly', not_read: [{ field: 'password_set', why: '/etc/shadow is not readable', remedy: 'run probata as root, or give it CAP_DAC_READ_SEARCH' }] }),
  host('disk', 'Disks', 2), host('package', 'Packages', 212), host('port', 'Ports', 14),
  source({ by: 'connector:git/probata', title: 'Repository probata', kind: 'commit', kind_title: 'Commits', how: 'claimed', every: '10m', rows: 3104, total: 3104, proof: 'end', looks: 7, share: 1, seen: [interval(yearBefore, now)] }),
  source({ by: 'connector:file/hr', title: 'People file', kind: 'person', kind_title: 'People', state: 'partly', every: '24h', rows: 58, total: 60, proof: 'total', looks: 290, rejected: 2, share: 0.9, seen: [interval('2026-01-05T08:00:00Z', now)], lead: interval(yearBefore, '2026-01-05T08:00:00Z') }),
  source({ by: 'connector:okta', title: 'Okta', kind: 'account', kind_title: 'Accounts', state: 'silent', every: '1h', rows: 9, total: 9, proof: 'total', looks: 4301, share: 0.983, last: '2026-11-20T08:00:00Z', next: '2026-11-20T09:00:00Z', seen: [interval('2026-02-01T00:00:00Z', '2026-07-06T08:00:00Z'), interval('2026-07-09T08:00:00Z', '2026-11-20T08:00:00Z')], gaps: [interval('2026-07-06T08:00:00Z', '2026-07-09T08:00:00Z'), interval('2026-11-20T08:00:00Z', now)], lead: interval(yearBefore, '2026-02-01T00:00:00Z') }),
]
export const notTold = [
  { what: 'Reviews and checks of changes', kind: 'change', tests: ['code-changes/reviewed', 'code-changes/checked'], why: 'git does not record them', action: 'bring what GitHub or GitLab shows as files: serve --file' },
  { what: 'People', kind: 'person', tests: controls.flatMap(({ id }) => [`${id}/holds`, `${id}/stays`]), why: 'no source tells of them', action: 'give a list as a file: serve --file' },
  { what: 'Incidents', kind: 'incident', tests: [], why: 'nobody has said where they are kept', action: 'choose where incidents are kept' },
]

const field = (name, title, type, rest = {}) => ({ name, title, type, list: false, targets: [], values: [], unit: null, about: null, required: false, key: false, label: false, confidential: false, schema: {}, ...rest })
export const kinds = [
  { name: 'account', title: 'Account', plural: 'Accounts', about: 'A login that a person or a program uses in one system.', record: false, built_in: false, reverses: [], tests: [{ control: 'access-removal', test: 'leavers', title: 'Every account of a leaver is disabled in time, and stays so' }],
    fields: [field('name', 'Name', 'string', { label: true }), field('system', 'System', 'reference', { targets: ['system'] }), field('person', 'Person', 'reference', { targets: ['person'] }), field('status', 'Status', 'string', { values: ['active', 'disabled'] }), field('mfa', 'Second factor', 'bool'), field('uid', 'User number', 'int'), field('password_set', 'Password set', 'timestamp'), field('groups', 'Groups', 'reference', { targets: ['group'], list: true })] },
  { name: 'person', title: 'Person', plural: 'People', about: 'Somebody who works or worked for the company.', record: false, built_in: false, reverses: [{ name: 'accounts', title: 'Accounts', from: 'account', field: 'person' }], tests: [], fields: [field('name', 'Name', 'string', { label: true }), field('email', 'E-mail', 'string', { key: true }), field('status', 'Status', 'string', { values: ['active', 'departed'] }), field('start', 'First day', 'date')] },
  { name: 'incident', title: 'Incident', plural: 'Incidents', about: 'Something that harmed, or could have harmed, what we promised.', record: false, built_in: false, reverses: [], tests: [], fields: [field('title', 'Title', 'string', { label: true })] },
  { name: 'waiver', title: 'Waiver', plural: 'Waivers', about: 'An approved deviation, with an end.', record: true, built_in: true, reverses: [], tests: [], fields: [field('until', 'Until', 'timestamp'), field('reason', 'Reason', 'string'), field('compensating', 'Compensating', 'string'), field('approved_by', 'Approved by', 'reference', { targets: ['person'] })] },
  { name: 'finding', title: 'Finding', plural: 'Findings', about: 'A shortcoming, and what is done about it.', record: true, built_in: true, reverses: [], tests: [], fields: [field('cause', 'Cause', 'string')] },
]

const known = (value, label = null) => ({ state: 'known', value, label, because: null })
const notSet = { state: 'not_set', value: null, label: null, because: null }
const notKnown = (because) => ({ state: 'not_known', value: null, label: null, because })
const people = ['Ana Kovač', 'Jun Ito', 'Tom Weber', 'Mia Roth', 'Lea Sun', 'Ben Oz', 'Ida Falk', 'Sam Okafor', 'Lena Brandt', 'Noor Aziz']
export const accountRows = people.flatMap((name, index) => ['aws', 'github', 'okta', 'host'].map((system) => {
  const id = name.split(' ')[0].toLowerCase()
  return {
    id: `${system}/${id}`, label: id, existence: system === 'okta' && index === 1 ? 'not_known' : 'known',
    values: {
      name: known(id), system: known(`system/${system}`, { aws: 'AWS', github: 'GitHub', okta: 'Okta', host: 'build-host-1' }[system]), person: index < 8 ? known(`person/${id}`, name) : notSet,
      status: index === 1 && system === 'okta' ? notKnown('Okta was not seen since 20 Nov') : known(index < 7 ? 'disabled' : 'active'), mfa: system === 'host' ? notKnown('no source reads it') : known(index % 3 !== 0), uid: system === 'host' ? known(1000 + index) : notSet,
      password_set: system === 'host' ? notKnown('/etc/shadow is not readable') : known('2026-01-09T10:11:12Z'), groups: known([], null),
    },
  }
}))
export const personRows = people.map((name, index) => ({ id: name.split(' ')[0].toLowerCase(), label: name, existence: 'known', values: { name: known(name), email: known(`${name.split(' ')[0].toLowerCase()}@acme.example`), status: known(index < 7 ? 'departed' : 'active'), start: known('2024-05-02') } }))
export const waiverRows = [{ id: 'legacy-accounts', label: 'legacy-accounts', existence: 'known', values: { until: known('2026-12-31T23:00:00Z'), reason: known('The system is switched off with the year'), compensating: known('its sign-ins are read each week'), approved_by: known('person/lena', 'Lena Brandt') } }]
