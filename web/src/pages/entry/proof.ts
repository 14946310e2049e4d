// The inclusion proof of an entry, recomputed here: RFC 6962, section 2.1.1, over SHA-256 of the browser.
//
// leaf data = recorded (int64 microseconds, big endian) ‖ SHA-256(salt ‖ canonical fact)
// leaf hash = SHA-256(0x00 ‖ leaf data), node = SHA-256(0x01 ‖ left ‖ right)
import type { Entry } from '../../shared/api/types'

type Bytes = Uint8Array<ArrayBuffer>

export interface ProofStep { side: 'left' | 'right'; with: string; gives: string }
export interface CheckedProof { leaf: string; leafFits: boolean; steps: ProofStep[]; root: string; fits: boolean }

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}
export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
function join(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) { all.set(part, offset); offset += part.length }
  return all
}
async function hash(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)))
}

/** Exact microseconds of an instant with up to six decimals. */
export function microseconds(instant: string): bigint {
  const [, whole = '', decimals = ''] = /^(.*?)(?:\.(\d{1,6}))?Z$/.exec(instant) ?? []
  return BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(decimals.padEnd(6, '0') || '0')
}

export async function leafOf(recorded: string, salt: string, canonical: string): Promise<Bytes> {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigInt64(0, microseconds(recorded))
  const commitment = await hash(fromHex(salt), new TextEncoder().encode(canonical))
  return hash(Uint8Array.of(0), time, commitment)
}

/** On which side each hash of the path stands, from the leaf up. */
export function pathSides(seq: number, size: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = []
  let node = seq
  let last = size - 1
  while (last > 0) {
    if (node % 2 === 1) sides.push('left')
    else if (node < last) sides.push('right')
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return sides
}

export async function checkProof(entry: Pick<Entry, 'seq' | 'recorded' | 'salt' | 'canonical' | 'leaf' | 'proof'>): Promise<CheckedProof> {
  const known = entry.salt !== null && entry.canonical !== null
  const leaf = known ? await leafOf(entry.recorded, entry.salt ?? '', entry.canonical ?? '') : fromHex(entry.leaf)
  const sides = pathSides(entry.seq, entry.proof.size)
  const steps: ProofStep[] = []
  let current = leaf
  for (const [index, side] of sides.entries()) {
    const other = fromHex(entry.proof.hashes[index] ?? '')
    current = side === 'left' ? await hash(Uint8Array.of(1), other, current) : await hash(Uint8Array.of(1), current, other)
    steps.push({ side, with: toHex(other), gives: toHex(current) })
  }
  const root = toBase64(current)
  return { leaf: toHex(leaf), leafFits: toHex(leaf) === entry.leaf, steps, root, fits: root === entry.proof.root && sides.length === entry.proof.hashes.length }
}
