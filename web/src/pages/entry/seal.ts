// The signature of a seal, checked here: C2SP signed note and checkpoint, Ed25519 of the browser.
//
// key: `name+hash+base64(0x01 ‖ public key)`; the hash is the first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key).
// note: text, an empty line, then lines `— name base64(hash ‖ signature)`; what is signed is the text with its last newline.

type Bytes = Uint8Array<ArrayBuffer>

export interface SignedNote { text: string; size: number; root: string; signatures: { name: string; hash: string; signature: Bytes }[] }

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function readNote(note: string): SignedNote | null {
  const end = note.indexOf('\n\n')
  if (end < 0) return null
  const text = note.slice(0, end + 1)
  const [, size = '', root = ''] = text.split('\n')
  const signatures = note.slice(end + 2).split('\n').flatMap((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? []
    if (name === undefined || encoded === undefined) return []
    const bytes = fromBase64(encoded)
    return [{ name, hash: hex(bytes.slice(0, 4)), signature: bytes.slice(4) }]
  })
  return { text, size: Number(size), root, signatures }
}

/** Whether one of the note's signatures is of this key. `null`: this browser has no Ed25519. */
export async function isSignedBy(note: SignedNote, key: string): Promise<boolean | null> {
  const [, name, hash, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key) ?? []
  if (name === undefined || hash === undefined || encoded === undefined) return false
  const bytes = fromBase64(encoded)
  const text = new TextEncoder()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...text.encode(`${name}\n`), ...bytes])))
  if (hex(digest.slice(0, 4)) !== hash || bytes[0] !== 1) return false
  const signature = note.signatures.find((each) => each.name === name && each.hash === hash)
  if (!signature) return false
  const publicKey = await crypto.subtle.importKey('raw', bytes.slice(1), 'Ed25519', false, ['verify']).catch(() => null)
  return publicKey && crypto.subtle.verify('Ed25519', publicKey, signature.signature, text.encode(note.text))
}
