/** Says which share of a text's words a tokenizer knows, from its tokens. */
export type TokenCoverage = (ids: readonly number[], tokens: readonly string[]) => number

const UNKNOWN = 1
const WORD = 2
const SIGN = 3

/** The token of unknown text. Some tokenizers give the text itself in its place, and only its id tells. */
export interface UnknownToken {
  readonly token: string | undefined
  readonly id: number | undefined
}

/**
 * Signs between words count only where there are no words: a full stop that is
 * known makes no sentence readable. A text without tokens has nothing that could be read.
 */
export function createTokenCoverage(unknown: UnknownToken): TokenCoverage {
  // The kind of each token, by its id: to look at each token again would cost more than the rest of reading.
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

/** A byte of its own stands for a character that has no token. */
const LONE_BYTE = /^<0x[\da-f]{2}>$/i

/**
 * A letter of a script that is written in words. A vocabulary that has only its letters, and not its words or their
 * parts, can spell the script and knows nothing of it.
 */
export const LONE_LETTER =
  /^(?:##|▁)?(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}$/u

function kindOf(token: string, unknown: string | undefined): number {
  if (token === unknown || LONE_BYTE.test(token) || LONE_LETTER.test(token)) return UNKNOWN
  return /[\p{L}\p{N}]/u.test(token) ? WORD : SIGN
}

/**
 * The share of a text's letters that stand in these scripts, by their Unicode names. A text without letters is read as
 * far as it goes; an empty one has nothing that could be read.
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
