/** Computes the share of a text's words that a tokenizer knows, from its tokens. */
export type TokenCoverage = (ids: readonly number[], tokens: readonly string[]) => number

const UNKNOWN = 1
const WORD = 2
const SIGN = 3

/**
 * The token for unknown text. Some tokenizers give the text itself instead, and only the id shows that it is unknown.
 */
export interface UnknownToken {
  readonly token: string | undefined
  readonly id: number | undefined
}

/**
 * Creates the function that computes the coverage. Punctuation counts only where a text has no words: a known full stop
 * does not make a sentence readable. A text without tokens has nothing to read.
 */
export function createTokenCoverage(unknown: UnknownToken): TokenCoverage {
  // The kind of each token by its id: looking at every token again would cost more than the rest of the reading.
  const kinds: number[] = []
  if (unknown.id !== undefined) kinds[unknown.id] = UNKNOWN
  return (ids, tokens) => {
    const counts = [0, 0, 0, 0]
    for (const [index, id] of ids.entries()) {
      kinds[id] ??= kindOf(tokens[index] ?? '', unknown.token)
      counts[kinds[id] as number]! += 1
    }
    const words = counts[WORD]! + counts[UNKNOWN]!
    if (words > 0) return counts[WORD]! / words
    return counts[SIGN]! > 0 ? 1 : 0
  }
}

/** A token of a single byte spells a character that has no token. */
const LONE_BYTE = /^<0x[\da-f]{2}>$/i

/**
 * A single letter of a script that is written in words. A vocabulary with only the letters of a script, and no words or
 * parts of words, can spell the script, but the model does not understand it.
 */
export const LONE_LETTER =
  /^(?:##|▁)?(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}$/u

function kindOf(token: string, unknown: string | undefined): number {
  if (token === unknown || LONE_BYTE.test(token) || LONE_LETTER.test(token)) return UNKNOWN
  return /[\p{L}\p{N}]/u.test(token) ? WORD : SIGN
}

/**
 * The share of a text's letters in these scripts, by their Unicode names. A text without letters counts as readable; an
 * empty text has nothing to read.
 */
export function scriptCoverage(text: string, scripts: readonly string[] | undefined): number {
  if (scripts === undefined) return /\S/.test(text) ? 1 : 0
  let letters = 0
  let readable = 0
  const known = patternOf(scripts)
  for (const [letter] of text.matchAll(/\p{L}/gu)) {
    letters += 1
    if (known.test(letter)) readable += 1
  }
  if (letters > 0) return readable / letters
  return /\S/.test(text) ? 1 : 0
}

const patterns = new Map<string, RegExp>()

function patternOf(scripts: readonly string[]): RegExp {
  const key = scripts.join()
  let pattern = patterns.get(key)
  if (pattern === undefined) {
    pattern = new RegExp(`[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]`, 'u')
    patterns.set(key, pattern)
  }
  return pattern
}
