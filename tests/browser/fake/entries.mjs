// The fake server's evidence log: facts, their leaves, proofs and checkpoints.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'

import { canonical, leafHash, path, root } from './tree.mjs'

const salt = (seq) => createHash('sha256').update(`salt ${seq}`).digest().subarray(0, 16)
const digest = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
const keyHash = createHash('sha256').update('probata/acme\n').update(raw).digest().subarray(0, 4)
export const verifierKey = `probata/acme+${keyHash.toString('hex')}+${raw.toString('base64')}`

function first() {
  const at = (day, time) => `2026-${day}T${time}Z`
  const facts = [
    { kind: 'system', id: 'aws', at: at('01-05', '08:00:00'), set: { name: 'AWS', in_scope: true }, by: 'person/lena' },
    { kind: 'person', id: 'ana', at: at('01-05', '08:00:00'), set: { name: 'Ana Kovač', status: 'active', email: 'ana@acme.example' }, by: 'connector:file/hr', evidence: [digest] },
    { kind: 'account', id: 'aws/ana', at: at('02-01', '00:00:00'), set: { name: 'ana', status: 'active', system: 'aws', person: { email: 'ana@acme.example' } }, by: 'connector:aws', evidence: [digest] },
    { kind: 'person', id: 'ana', at: at('03-02', '16:00:00'), set: { status: 'departed' }, by: 'connector:file/hr', evidence: [digest] },
    { kind: 'person', id: 'jun', at: at('07-07', '15:00:00'), set: { status: 'departed' }, by: 'connector:file/hr', evidence: [digest] },
    { kind: 'person', id: 'tom', at: at('11-24', '09:00:00'), set: { status: 'departed' }, by: 'connector:file/hr', evidence: [digest] },
    { kind: 'setting', id: 'parameters/access_removal', at: at('01-05', '08:00:00'), set: { value: '24h' }, by: 'person/lena' },
    { kind: 'collection', id: 'aws/2026-03-11T07:10Z', at: at('03-11', '07:10:00'), set: { kinds: ['account'], how: 'looks', every: '1h', complete: true }, by: 'connector:aws', evidence: [digest] },
    { kind: 'account', id: 'github/tom', at: at('02-01', '00:00:00'), set: { name: 'tom', status: 'active' }, by: 'connector:github', evidence: [digest] },
    { kind: 'account', id: 'aws/ana', at: at('03-11', '08:10:00'), after: at('03-11', '07:10:00'), set: { status: 'disabled' }, by: 'connector:aws', evidence: [digest] },
  ]
  for (let index = 0; index < 140; index++) {
    const minute = String(index % 60).padStart(2, '0')
    facts.push({ kind: index % 3 === 0 ? 'account' : index % 3 === 1 ? 'port' : 'package', id: `build-host-1/${index}`, at: at('11-24', `13:${minute}:52`), set: { name: `thing-${index}`, state: 'seen' }, by: 'connector:host/build-host-1', evidence: [digest] })
  }
  return facts.map((fact) => ({ fact, recorded: fact.at.startsWith('2026-11-24T13') ? '2026-11-24T14:04:52Z' : fact.at }))
}

export class Entries {
  rows = []
  checkpoints = []

  constructor() {
    for (const { fact, recorded } of first()) this.push(fact, recorded)
    for (let size = 1; size < this.rows.length; size++) this.seal(`2026-11-${10 + Math.floor(size / 12)}T08:${String(size % 60).padStart(2, '0')}:00Z`, size)
    this.seal('2026-11-24T14:04:58Z')
  }

  push(fact, recorded) {
    const seq = this.rows.length
    const body = canonical(fact)
    this.rows.push({ seq, recorded, fact, body, leaf: leafHash(recorded, salt(seq), body) })
  }

  root(size) { return root(this.rows.slice(0, size).map((row) => row.leaf)).toString('base64') }

  seal(signed_at, size = this.rows.length) {
    const root = this.root(size)
    const text = `probata/acme\n${size}\n${root}\n`
    const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text), privateKey)]).toString('base64')
    this.checkpoints.unshift({ size, root, signed_at, origin: 'probata/acme', note: `${text}\n— probata/acme ${signature}\n` })
  }

  summary({ seq, recorded, fact }) {
    return { seq, kind: fact.kind, id: fact.id, label: fact.set?.name ?? fact.id, at: fact.at, recorded, by: fact.by, set: Object.keys(fact.set ?? {}), gone: fact.gone === true, evidence: fact.evidence?.length ?? 0 }
  }

  entry(seq, asked) {
    const row = this.rows[seq]
    const size = Math.min(asked ?? this.rows.length, this.rows.length)
    if (!row || seq >= size) return null
    const hashes = path(seq, this.rows.slice(0, size).map((each) => each.leaf)).map((hash) => hash.toString('hex'))
    return {
      seq, recorded: row.recorded, disposed: false, fact: row.fact, canonical: row.body, label: this.summary(row).label, salt: salt(seq).toString('hex'), leaf: row.leaf.toString('hex'),
      evidence: (row.fact.evidence ?? []).map((each) => ({ digest: each, bytes: 2048, present: true })),
      proof: { size, root: this.root(size), hashes, verified: true }, checkpoint: this.checkpoints.find((each) => each.size === size) ?? null, corrected_by: [], command: `probata ledger prove ${seq} --size ${size}`,
    }
  }
}
