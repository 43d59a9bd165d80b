import { toHex } from '../../shared/hex.js'
import { fromBase64Url, toBase64Url } from '../spelling/base64url.js'

const encoder = new TextEncoder()

/** A token that shows the type and nothing of the value: [EMAIL_t5f0c1…]. */
export async function tokenOf(type: string, value: string, key: CryptoKey): Promise<string> {
  // The type is signed as well: otherwise a phone number and an account number with the same digits could be linked.
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`${type}\0${value}`)))
  const hex = toHex(digest.subarray(0, 10))
  return `[${type}_t${hex}]`
}

/** The encrypted value behind its type: [EMAIL:e…]. */
export async function cipherOf(type: string, value: string, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(type) }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, encoder.encode(value)))
  return `[${type}:${toBase64Url(new Uint8Array([...iv, ...sealed]))}]`
}

/**
 * Decrypts the values that the operator `encrypt` put into a text. It needs the key but no vault. A value that this key does not
 * open stays as it is.
 *
 * @example
 * const redactor = createRedactor({ operators: { default: { type: 'encrypt', key } } })
 * const { text } = await redactor.redact('Mail jo@example.com')
 * await decryptValues(text, key) // 'Mail jo@example.com'
 */
export async function decryptValues(text: string, key: CryptoKey): Promise<string> {
  if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${typeof text}`)
  if (key?.algorithm?.name !== 'AES-GCM') throw new TypeError('`key` must be an AES-GCM CryptoKey')
  const parts: string[] = []
  let from = 0
  for (const match of text.matchAll(/\[([A-Z][A-Z\d_]{0,63}):([\w-]{38,})\]/g)) {
    const value = await decrypt(match[1]!, match[2]!, key)
    if (value === undefined) continue
    parts.push(text.slice(from, match.index), value)
    from = match.index + match[0].length
  }
  return parts.join('') + text.slice(from)
}

async function decrypt(type: string, cipher: string, key: CryptoKey): Promise<string | undefined> {
  const bytes = fromBase64Url(cipher)
  if (!bytes) return undefined
  const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: encoder.encode(type) }
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(12)))
  } catch {
    return undefined
  }
}
