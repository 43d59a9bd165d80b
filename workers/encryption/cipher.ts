import { toHex } from '../../src/shared/hex.js'

const MARK_BYTES = 8
const IV_BYTES = 12
const NAME = new TextEncoder().encode('tacet store name')

/**
 * Beyond this number the encrypted names are dropped. The names of fields return with each segment, but those of
 * documents do not.
 */
const MOST_KNOWN = 1000

/** Encrypts the values and the names of one store or cache with a key of the caller. */
export class Cipher {
  readonly #key: CryptoKey
  readonly #names: CryptoKey
  readonly #mark: Uint8Array
  readonly #scope: string
  readonly #known = new Map<string, string>()

  private constructor(scope: string, key: CryptoKey, names: CryptoKey, mark: Uint8Array) {
    this.#scope = scope
    this.#key = key
    this.#names = names
    this.#mark = mark
  }

  /**
   * The cipher of a scope. A key of the browser cannot be read, so the key itself makes the secret for names: it
   * encrypts a text that is used for nothing else, with an initialization vector of zeros, which is never drawn at
   * random.
   */
  static async of(scope: string, key: CryptoKey): Promise<Cipher> {
    const zeros = { name: 'AES-GCM', iv: new Uint8Array(IV_BYTES) }
    const secret = await crypto.subtle.encrypt(zeros, key, new TextEncoder().encode('tacet store secret'))
    const names = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const mark = await crypto.subtle.sign('HMAC', names, new TextEncoder().encode('mark of the key'))
    return new Cipher(scope, key, names, new Uint8Array(mark, 0, MARK_BYTES))
  }

  /** Identifies the key without revealing it. */
  get mark(): string {
    return toHex(this.#mark)
  }

  /** Whether a stored value was encrypted with this key. */
  isOfThisKey(stored: Uint8Array): boolean {
    return this.#mark.every((byte, at) => byte === stored[at])
  }

  /** Encrypts bytes for their place. In another place they do not decrypt. */
  async encrypt(bytes: Uint8Array<ArrayBuffer>, place: string): Promise<Uint8Array<ArrayBuffer>> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const encrypted = await crypto.subtle.encrypt(this.#of(iv, place), this.#key, bytes)
    const result = new Uint8Array(MARK_BYTES + IV_BYTES + encrypted.byteLength)
    result.set(this.#mark)
    result.set(iv, MARK_BYTES)
    result.set(new Uint8Array(encrypted), MARK_BYTES + IV_BYTES)
    return result
  }

  /** The bytes, or `undefined` if they are damaged or belong to another place. */
  async decrypt(stored: Uint8Array<ArrayBuffer>, place: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const iv = stored.slice(MARK_BYTES, MARK_BYTES + IV_BYTES)
    try {
      const encrypted = stored.subarray(MARK_BYTES + IV_BYTES)
      return new Uint8Array(await crypto.subtle.decrypt(this.#of(iv, place), this.#key, encrypted))
    } catch {
      return undefined
    }
  }

  /** A digest that cannot be computed without the key. */
  async digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.sign('HMAC', this.#names, bytes))
  }

  /**
   * Encrypts a name, always to the same text, because names are looked up. The initialization vector is a digest of the
   * name, so two names never share one.
   */
  async encryptName(name: string): Promise<string> {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const bytes = new TextEncoder().encode(name)
    const iv = (await this.digest(new TextEncoder().encode(`${this.#scope}\n${name}`))).slice(0, IV_BYTES)
    const algorithm = { name: 'AES-GCM', iv, additionalData: NAME }
    const encrypted = new Uint8Array(await crypto.subtle.encrypt(algorithm, this.#key, bytes))
    const result = toHex(iv) + toHex(encrypted)
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(name, result)
    return result
  }

  /** The name that `encryptName` encrypted, or `undefined` for any other text. */
  async decryptName(encrypted: string): Promise<string | undefined> {
    const bytes = fromHex(encrypted)
    const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData: NAME }
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, this.#key, bytes.slice(IV_BYTES)))
    } catch {
      return undefined
    }
  }

  #of(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${this.#scope}\n${place}`) }
  }
}

const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
