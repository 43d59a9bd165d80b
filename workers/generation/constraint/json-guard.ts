/** A number of JSON needs no more signs than this to say all that a number of JavaScript can hold. */
const MAX_DIGITS = 20

/** After so many signs no exponent may begin: it would need signs of its own. */
const MAX_BEFORE_EXPONENT = 16

/**
 * Follows JSON as it is written, and refuses what the engine of the schema lets through: numbers that never end, which
 * no schema forbids, and a comma before the end of a list, which no JSON allows.
 */
export class JsonGuard {
  readonly #bytesOf: (token: number) => Uint8Array | undefined
  #state: State = { inString: false, escaped: false, digits: 0, afterComma: false }

  constructor(bytesOf: (token: number) => Uint8Array | undefined) {
    this.#bytesOf = bytesOf
  }

  accepts(token: number): boolean {
    return this.#after(token) !== undefined
  }

  push(token: number): void {
    this.#state = this.#after(token) ?? this.#state
  }

  #after(token: number): State | undefined {
    let state: State | undefined = this.#state
    for (const byte of this.#bytesOf(token) ?? []) {
      state = step(state, String.fromCharCode(byte))
      if (state === undefined) return undefined
    }
    return state
  }
}

interface State {
  readonly inString: boolean
  readonly escaped: boolean
  /** How many signs the number has that is being written. */
  readonly digits: number
  readonly afterComma: boolean
}

/** What follows on this sign; undefined where it must not come. */
function step({ inString, escaped, digits, afterComma }: State, sign: string): State | undefined {
  if (inString) {
    const ends = sign === '"' && !escaped
    return { inString: !ends, escaped: sign === '\\' && !escaped, digits: 0, afterComma: false }
  }
  const next = { inString: sign === '"', escaped: false, digits: 0, afterComma: false }
  if (/\s/.test(sign)) return { ...next, afterComma }
  if (sign === ']' || sign === '}') return afterComma ? undefined : next
  if (sign === ',') return { ...next, afterComma: true }
  if (!/[\d.eE+-]/.test(sign)) return next
  const tooLong = digits >= MAX_DIGITS || (digits >= MAX_BEFORE_EXPONENT && !/\d/.test(sign))
  // The e of true and false is one, too; it is the only one of them.
  return tooLong ? undefined : { ...next, digits: digits + 1 }
}
