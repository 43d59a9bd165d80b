/** A JSON number needs no more characters than this to express every number of JavaScript. */
const MAX_DIGITS = 20

/** After this many characters no exponent may begin, because an exponent needs its own characters. */
const MAX_BEFORE_EXPONENT = 16

/**
 * Follows JSON while it is written, and refuses two errors that the engine of the schema lets through: numbers that
 * never end, which no schema forbids, and a comma before the end of a list, which JSON does not allow.
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
  /** The characters so far of the number that is being written. */
  readonly digits: number
  readonly afterComma: boolean
}

/** The state after this character; undefined where the character must not come. */
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
  // The e of `true` and `false` also counts as a character of a number. This does no harm, because it is the only one
  // in the word.
  return tooLong ? undefined : { ...next, digits: digits + 1 }
}
