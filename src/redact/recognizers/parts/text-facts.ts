/** Facts about a text that rule out most recognizers, read in one pass. */
export interface TextFacts {
  /** How many digits the text has. */
  readonly digits: number
  /** The length of the longest stretch without a space or a line end. */
  readonly unbroken: number
  /** The signs that the text holds: a bit for each sign of `SIGNS`. */
  readonly signs: number
}

/** The conditions that a text must meet so that a recognizer can find a value in it. */
export interface Needs {
  readonly digits?: number | undefined
  readonly unbroken?: number | undefined
  /** Signs that every value holds, each of them one of `SIGNS`. */
  readonly signs?: string | undefined
  /** Words and first words of phrases, in small letters; each value has one of them. A trailing * matches any ending. */
  readonly words?: readonly string[] | undefined
}

const SIGNS = '@:.-/+_°'

export function readTextFacts(text: string): TextFacts {
  let digits = 0
  let signs = 0
  let unbroken = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 97 && code <= 122) continue
    if (code >= 48 && code <= 57) digits++
    else if (code <= 32) {
      if (index - start > unbroken) unbroken = index - start
      start = index + 1
    } else if (code < 256) signs |= BITS[code]!
  }
  return { digits, signs, unbroken: Math.max(unbroken, text.length - start) }
}

/** Returns whether a text with these facts may hold a value. */
export function factsTest({ digits = 0, unbroken = 0, signs = '' }: Needs): (facts: TextFacts) => boolean {
  const bits = bitsOf(signs)
  return (facts) => facts.digits >= digits && facts.unbroken >= unbroken && (facts.signs & bits) === bits
}

function bitsOf(signs: string): number {
  let bits = 0
  for (const sign of signs) {
    if (!SIGNS.includes(sign)) throw new RangeError(`\`signs\` must be of ${SIGNS}, got ${sign}`)
    bits |= 1 << SIGNS.indexOf(sign)
  }
  return bits
}

const BITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const at = SIGNS.indexOf(String.fromCharCode(code))
  return at === -1 ? 0 : 1 << at
})
