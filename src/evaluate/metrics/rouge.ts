import { countTokens, grams, overlapOf } from './tokens.js'

/** Options for ROUGE. */
export interface RougeOptions {
  /** Splits a text into words. @default lower-case runs of a-z and 0-9, as the reference implementation reads text */
  readonly tokenize?: ((text: string) => readonly string[]) | undefined
}

/** How many words and sequences of words two texts share. */
export interface RougeScores {
  /** F1 of single words. */
  readonly rouge1: number
  /** F1 of pairs of neighbouring words. */
  readonly rouge2: number
  /** F1 of the longest common subsequence of words. */
  readonly rougeL: number
}

/**
 * How much a text has in common with the best reference: words, pairs of words, longest common subsequence; as F1. The default drops
 * letters outside a-z; pass `tokenize` for other scripts.
 *
 * @example
 * rouge('the cat sat', ['the cat sat down']).rouge2 // 0.8
 */
export function rouge(
  text: string,
  references: readonly string[],
  { tokenize = alphanumericWords }: RougeOptions = {},
): RougeScores {
  const given = tokenize(text)
  const wanted = references.map((reference) => tokenize(reference))
  const best = (score: (reference: readonly string[]) => number) => Math.max(0, ...wanted.map(score))
  return {
    rouge1: best((reference) => gramF1(given, reference, 1)),
    rouge2: best((reference) => gramF1(given, reference, 2)),
    rougeL: best((reference) => f1(longestCommonSubsequence(given, reference), given.length, reference.length)),
  }
}

const alphanumericWords = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

function gramF1(given: readonly string[], reference: readonly string[], order: number): number {
  const a = grams(given, order, ' ')
  const b = grams(reference, order, ' ')
  return f1(overlapOf(countTokens(a), countTokens(b)), a.length, b.length)
}

const f1 = (shared: number, given: number, wanted: number): number =>
  shared === 0 ? 0 : (2 * shared) / (given + wanted)

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  // The table is computed one line at a time. For two long texts, the whole table would need gigabytes.
  let above = new Uint32Array(b.length + 1)
  for (const token of a) {
    const line = new Uint32Array(b.length + 1)
    for (let at = 1; at <= b.length; at += 1) {
      line[at] = token === b[at - 1] ? above[at - 1]! + 1 : Math.max(above[at]!, line[at - 1]!)
    }
    above = line
  }
  return above[b.length]!
}
