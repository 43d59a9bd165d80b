/** A number of JSON needs no more signs than this to say all that a number of JavaScript can hold. */
const MAX_DIGITS = 20

/** After so many signs no exponent may begin: it would need signs of its own. */
const MAX_BEFORE_EXPONENT = 16

/** Follows JSON as it is written and notices a number that never ends: no schema forbids further digits. */
export class NumberLimit {
  readonly #bytesOf: (token: number) => Uint8Array | undefined
  #state: State = { inString: false, escaped: false, run: 0 }

  constructor(bytesOf: (token: number) => Uint8Array | undefined) {
    this.#bytesOf = bytesOf
  }

  accepts(token: number): boolean {
    return this.#after(token) !== undefined
  }

  push(token: number): void {
    this.#state = this.#after(token) ?? { ...this.#state, run: 0 }
  }

  #after(token: number): State | undefined {
    let state = this.#state
    for (const byte of this.#bytesOf(token) ?? []) {
      state = step(state, byte)
      const sign = String.fromCharCode(byte)
      if (state.run > MAX_DIGITS || (state.run > MAX_BEFORE_EXPONENT && /[eE.+-]/.test(sign))) return undefined
    }
    return state
  }
}

interface State {
  readonly inString: boolean
  readonly escaped: boolean
  /** How many signs the number has that is being written. */
  readonly run: number
}

function step({ inString, escaped, run }: State, byte: number): State {
  const sign = String.fromCharCode(byte)
  if (inString) {
    const ends = sign === '"' && !escaped
    return { inString: !ends, escaped: sign === '\\' && !escaped, run: 0 }
  }
  if (sign === '"') return { inString: true, escaped: false, run: 0 }
  return { inString, escaped: false, run: /[\d.eE+-]/.test(sign) ? run + 1 : 0 }
}
