// The RFC 6962 tree of the fake server's entries, so that proofs are real ones.
import { createHash } from 'node:crypto'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
  return JSON.stringify(value)
}

export function leafHash(recorded, salt, body) {
  const time = Buffer.alloc(8)
  time.writeBigInt64BE(BigInt(Date.parse(recorded)) * 1000n)
  return sha256(Buffer.of(0), time, sha256(salt, Buffer.from(body)))
}

const split = (count) => 2 ** (Math.ceil(Math.log2(count)) - 1)

export function root(leaves) {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]
  const middle = split(leaves.length)
  return sha256(Buffer.of(1), root(leaves.slice(0, middle)), root(leaves.slice(middle)))
}

export function path(index, leaves) {
  if (leaves.length === 1) return []
  const middle = split(leaves.length)
  return index < middle
    ? [...path(index, leaves.slice(0, middle)), root(leaves.slice(middle))]
    : [...path(index - middle, leaves.slice(middle)), root(leaves.slice(0, middle))]
}
