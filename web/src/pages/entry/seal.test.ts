import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, it } from 'vitest'

import { isSignedBy, readNote } from './seal'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
const hash = createHash('sha256').update('probata/acme\n').update(raw).digest().subarray(0, 4)
const key = `probata/acme+${hash.toString('hex')}+${raw.toString('base64')}`
const text = 'probata/acme\n3\nAAAA\n'
const noteOf = (signed: string) => `${text}\n— other Zm9vYmFy\n— probata/acme ${Buffer.concat([hash, sign(null, Buffer.from(signed), privateKey)]).toString('base64')}\n`

it('a note is read, and its signature checked', async () => {
  const note = readNote(noteOf(text))
  expect(note).toMatchObject({ size: 3, root: 'AAAA', text })
  expect(note && await isSignedBy(note, key)).toBe(true)
})
it('another text, another key, no key: not signed', async () => {
  const other = readNote(noteOf('probata/acme\n4\nAAAA\n'))
  expect(other && await isSignedBy(other, key)).toBe(false)
  const note = readNote(noteOf(text))
  expect(note && await isSignedBy(note, key.replace('acme', 'evil'))).toBe(false)
  expect(note && await isSignedBy(note, '')).toBe(false)
  expect(readNote('no note')).toBeNull()
})
