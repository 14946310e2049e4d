// The catalog and the demo company of the stand-in.
import { criteria, now } from './company.mjs'

const parameter = (fields) => ({ type: 'duration', min: '1h', max: '120h', why: 'One day is usual. A full programme takes 8 h.', ...fields })
const removal = parameter({ name: 'access_removal', title: 'Removal of access', value: '8h', words: '8 h', later: [{ words: '4 h', from: '2027-01-01T00:00:00Z' }], default: '24h' })
const yearly = parameter({ name: 'yearly', title: 'What yearly means', type: 'span', value: 'P1Y', words: '12 months', later: [], default: 'P1Y', min: null, max: null })
const titleOf = (id) => criteria.flatMap((group) => group.criteria).find((criterion) => criterion.id === id).title

/** What a control answers in other frameworks. */
export const mapsTo = [
  { name: 'iso-27001-2022', title: 'ISO/IEC 27001:2022, Annex A', short: 'ISO/IEC 27001:2022', version: '2022', source: 'https://www.iso.org/standard/27001', credit: null, ids: ['A.5.18', 'A.6.5'] },
  { name: 'chiaro', title: 'The Chiaro SOC 2 methodology', short: 'tests of the published library', version: '1.6', source: 'https://github.com/Chiaro-HQ/methodology', credit: 'Identifiers are those of the Chiaro SOC 2 methodology, (c) 2026 Y Assurance PLLC, CC BY 4.0.', ids: ['IAM-04/A1', 'IAM-04/A2'] },
]

/** Of all controls: what the page of a criterion and that of a control show of one. */
export const catalogControl = (control, rule) => ({
  id: control.id, title: control.title, statement: control.statement, profile: control.profile, in_profile: control.id !== 'host-time', owner: control.owner, owner_title: control.owner_title,
  criteria: control.criteria.map((id) => ({ id, title: titleOf(id), points: ['removal'] })), maps_to: mapsTo, nature: 'preventive', operation: 'automated', level: 'system', frequency: control.frequency, risks: ['former-staff-access'], risk_titles: ['People who left still have access'],
  applies: 'tailoring.has_people', on_failure: 'Disable the account, end its sessions and tokens.', numbers: ['access_removal'],
  tests: [{ id: 'leavers', title: control.statement, pattern: 'response', each: 'account', each_title: 'Accounts', severity: 'high', waivable_by: ['security_officer'], rule }],
})

export const catalog = (view, controls) => ({
  view, digest: `sha256:${'5f2b8c0f'.repeat(8)}`, controls: controls.length, tests: controls.length,
  groups: criteria.map((group) => ({
    ...group, category: 'security',
    criteria: group.criteria.map(({ id, title }) => ({ id, title, points: 3, controls: controls.filter((control) => control.criteria.includes(id)).map((control) => ({ id: control.id, title: control.title, profile: control.profile, tests: 1 })) })),
  })),
  parameters: [{ ...removal, used_by: ['access-removal'] }, { ...yearly, used_by: [] }],
})

export function catalogPart(view, what, controls, rule) {
  const criterion = criteria.flatMap((group) => group.criteria).find(({ id }) => id === what)
  const found = controls.filter((control) => control.id === what || control.criteria.includes(what))
  if (!criterion && found.length === 0) return null
  const points = [{ id: 'removal', title: 'Access ends when it is no longer needed', ours: true, controls: found.map(({ id }) => id) }, { id: 'approved', title: 'Access is approved before it is given', ours: false, controls: [] }]
  return { view, criterion: criterion ? { id: what, title: criterion.title, group: what.split('.')[0], category: 'security', points } : null, controls: found.map((control) => catalogControl(control, rule)), parameters: [removal] }
}

const role = (name, title) => ({ name, title })
const plain = (text) => ({ text, parameter: null, title: null })
const number = ({ name, title }, text) => ({ text, parameter: name, title })
const sentence = (words, ...tests) => ({ words, tests })
const leavers = { control: 'access-removal', test: 'leavers', title: 'Every account of a leaver is disabled in time' }
const block = (form, sentences, fields) => ({ form, number: null, heading: null, control: null, sentences, ...fields })
const access = { name: 'access', title: 'Access policy', type: 'policy', owner: role('security_officer', 'Security officer'), rules: 2, criteria: ['CC6.2', 'CC6.3'] }

/** A list, a text with every form of block, and rules that are left out. */
export const policies = (view) => ({ view, policies: [{ ...access, left_out: 1 }, { ...access, name: 'change', title: 'Policy on change', owner: role('engineering_lead', 'Engineering lead'), rules: 4, left_out: 0 }] })
export const policy = (view, name) => (name !== 'access' ? null : {
  view, ...access, topic: 'access', approved_by: role('management', 'Management'), applies_to: [role('everybody', 'Everybody')],
  sections: [
    { title: 'Purpose', blocks: [block('paragraph', [sentence([plain('Nobody who has left has access.')])])] },
    { title: 'Rules', blocks: [
      block('rule', [sentence([plain('Accounts of a person who leaves are disabled within '), number(removal, '8 hours'), plain('.')], leavers), sentence([plain('They stay so.')], leavers)], { number: 1, heading: 'Leaving.', control: { id: 'access-removal', title: 'Access ends when the person leaves' } }),
      block('rule', [sentence([plain('The list of accounts is looked at every '), number(yearly, 'year'), plain('.')], leavers)], { number: 2, heading: 'Review.', control: { id: 'access-removal', title: 'Access ends when the person leaves' } }),
    ] },
    { title: 'Roles', blocks: [block('item', [sentence([plain('disables accounts.')])], { heading: 'IT operations' }), block('item', [sentence([plain('uses their own account only.')])], { heading: 'Everybody' })] },
  ],
  left_out: [{ what: 'badges', title: 'Badges end with the reason for them', why: 'it applies only where tailoring.has_premises' }],
})

export const beside = (demo) => (demo ? { organisation: 'Acme', href: '/', demo: false } : { organisation: 'demo.example', href: '/demo/?period=2025-11-24/2026-11-23', demo: true })

export const headline = (wrong, controls) => (wrong.length === 0 ? null : {
  controls: controls.length, with_exceptions: new Set(wrong.map((each) => each.control)).size, exceptions: wrong.length, since: wrong[0].from, open: true, control: wrong[0].control, test: wrong[0].test, item: wrong[0].item, from: wrong[0].from,
  what: wrong[0].sentence, words: `${new Set(wrong.map((each) => each.control)).size} of ${controls.length} controls are wrong now, the oldest since 24 Nov 15:04`,
})

export const making = { complete: false, steps: [{ name: 'demo', title: 'Make the demo company', state: 'running', detail: '43 %', at: now }] }
