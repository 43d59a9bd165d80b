/** The number of bytes that a character still needs, and the range of its next byte. */
interface Pending {
  readonly count: number
  readonly from: number
  readonly to: number
}

const WHOLE: Pending = { count: 0, from: 0, to: 0 }

/**
 * Follows bytes that must be valid UTF-8. Tokens may end within a character, and a vocabulary has tokens that hold only
 * the middle of a character. A schema that counts characters would allow an endless row of them.
 */
export class Utf8Check {
  readonly #bytesOf: (token: number) => Uint8Array | undefined
  #pending = WHOLE

  constructor(bytesOf: (token: number) => Uint8Array | undefined) {
    this.#bytesOf = bytesOf
  }

  /** Whether this token may come next. */
  accepts(token: number): boolean {
    return this.#after(token) !== undefined
  }

  push(token: number): void {
    this.#pending = this.#after(token) ?? WHOLE
  }

  #after(token: number): Pending | undefined {
    const bytes = this.#bytesOf(token)
    // A token without known bytes counts as whole characters.
    if (bytes === undefined) return this.#pending.count === 0 ? WHOLE : undefined
    let pending: Pending | undefined = this.#pending
    for (const byte of bytes) {
      pending = step(pending, byte)
      if (pending === undefined) return undefined
    }
    return pending
  }
}

function step({ count, from, to }: Pending, byte: number): Pending | undefined {
  if (count > 0) return byte >= from && byte <= to ? { count: count - 1, from: 0x80, to: 0xbf } : undefined
  if (byte < 0x80) return WHOLE
  if (byte >= 0xc2 && byte <= 0xdf) return { count: 1, from: 0x80, to: 0xbf }
  // Overlong forms, surrogates and values beyond the last character are not valid.
  if (byte >= 0xe0 && byte <= 0xef)
    return { count: 2, from: byte === 0xe0 ? 0xa0 : 0x80, to: byte === 0xed ? 0x9f : 0xbf }
  if (byte >= 0xf0 && byte <= 0xf4)
    return { count: 3, from: byte === 0xf0 ? 0x90 : 0x80, to: byte === 0xf4 ? 0x8f : 0xbf }
  return undefined
}
