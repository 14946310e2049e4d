import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'

import { checkProof, leafOf, microseconds, pathSides, toHex } from './proof'

const sha = (...parts: Uint8Array[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const node = (left: Uint8Array, right: Uint8Array) => sha(Uint8Array.of(1), left, right)
const salt = '00112233445566778899aabbccddeeff'
const leaves = async (count: number) => Promise.all(Array.from({ length: count }, (_, index) => leafOf('2026-03-11T09:10:05.000001Z', salt, `{"n":${index}}`)))
const split = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1)
const root = (all: Uint8Array[]): Uint8Array => all.length === 1 ? all[0]! : node(root(all.slice(0, split(all.length))), root(all.slice(split(all.length))))
function path(index: number, all: Uint8Array[]): Uint8Array[] {
  if (all.length === 1) return []
  const middle = split(all.length)
  return index < middle ? [...path(index, all.slice(0, middle)), root(all.slice(middle))] : [...path(index - middle, all.slice(middle)), root(all.slice(0, middle))]
}

it('every entry of every small tree is proved, and nothing else is', async () => {
  for (let size = 1; size <= 20; size++) {
    const all = await leaves(size)
    for (let seq = 0; seq < size; seq++) {
      const proof = { size, root: Buffer.from(root(all)).toString('base64'), hashes: path(seq, all).map(toHex), verified: true }
      const entry = { seq, recorded: '2026-03-11T09:10:05.000001Z', salt, canonical: `{"n":${seq}}`, leaf: toHex(all[seq]!), proof }
      expect(pathSides(seq, size)).toHaveLength(proof.hashes.length)
      expect(await checkProof(entry)).toMatchObject({ fits: true, leafFits: true })
      expect(await checkProof({ ...entry, canonical: `{"n":${seq}} ` })).toMatchObject({ fits: false, leafFits: false })
      if (size > 1) expect(await checkProof({ ...entry, proof: { ...proof, hashes: proof.hashes.slice(1) } })).toMatchObject({ fits: false })
    }
  }
})

it('a disposed entry is proved by its leaf alone', async () => {
  const all = await leaves(3)
  const entry = { seq: 2, recorded: '2026-03-11T09:10:05Z', salt: null, canonical: null, leaf: toHex(all[2]!), proof: { size: 3, root: Buffer.from(root(all)).toString('base64'), hashes: path(2, all).map(toHex), verified: true } }
  expect(await checkProof(entry)).toMatchObject({ fits: true, leafFits: true })
})

it('microseconds are exact', () => {
  expect(microseconds('2026-03-11T09:10:05.000001Z') - microseconds('2026-03-11T09:10:05Z')).toBe(1n)
  expect(microseconds('1970-01-01T00:00:00.5Z')).toBe(500000n)
})
