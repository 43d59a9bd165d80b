import { everyRowOnce, type Statistic } from '../statistics/statistic.js'
import { countTokens, grams, sizeOf, splitWords, type TokenCounts } from './tokens.js'

const MAX_ORDER = 4

/**
 * Corpus BLEU from 0 to 100, as sacreBLEU computes it (13a tokens, exponential smoothing, any number of references).
 *
 * @example
 * bleu(['the cat sat on the mat'], [['the cat sat on the mat']]) // 100
 */
export const bleu = (texts: readonly string[], references: readonly (readonly string[])[]): number =>
  bleuStatistic(texts, references)(everyRowOnce(texts.length))

export function bleuStatistic(texts: readonly string[], references: readonly (readonly string[])[]): Statistic {
  const rows = texts.map((text, row) => count(text, references[row] ?? []))
  return (weights) => {
    const right = new Float64Array(MAX_ORDER)
    const total = new Float64Array(MAX_ORDER)
    let length = 0
    let wanted = 0
    for (const [row, counts] of rows.entries()) {
      const weight = weights[row]!
      length += weight * counts.length
      wanted += weight * counts.wanted
      for (let order = 0; order < MAX_ORDER; order += 1) {
        right[order]! += weight * counts.right[order]!
        total[order]! += weight * counts.total[order]!
      }
    }
    return score(right, total, length, wanted)
  }
}

function score(right: Float64Array, total: Float64Array, length: number, wanted: number): number {
  if (right.every((count) => count === 0)) return 0
  let logarithms = 0
  let smoothing = 1
  for (let order = 0; order < MAX_ORDER; order += 1) {
    // Texts shorter than four words have no runs of this length. BLEU is undefined for them, and zero by convention.
    if (total[order] === 0) return 0
    if (right[order] === 0) smoothing *= 2
    logarithms += Math.log((right[order] === 0 ? 1 / smoothing : right[order]!) / total[order]!)
  }
  const brevity = length < wanted ? Math.exp(1 - wanted / length) : 1
  return 100 * brevity * Math.exp(logarithms / MAX_ORDER)
}

interface GramCounts {
  readonly right: readonly number[]
  readonly total: readonly number[]
  readonly length: number
  readonly wanted: number
}

function count(text: string, references: readonly string[]): GramCounts {
  const given = tokenize13a(text)
  const wanted = references.map(tokenize13a)
  const right: number[] = []
  const total: number[] = []
  for (let order = 1; order <= MAX_ORDER; order += 1) {
    const givenGrams = countTokens(grams(given, order, ' '))
    const limits = highestCounts(wanted.map((tokens) => countTokens(grams(tokens, order, ' '))))
    let shared = 0
    for (const [gram, times] of givenGrams) shared += Math.min(times, limits.get(gram) ?? 0)
    right.push(shared)
    total.push(sizeOf(givenGrams))
  }
  const lengths = wanted.map((tokens) => tokens.length).sort((a, b) => a - b)
  const closest = lengths.reduce(
    (best, length) => (Math.abs(length - given.length) < Math.abs(best - given.length) ? length : best),
    lengths[0] ?? 0,
  )
  return { right, total, length: given.length, wanted: closest }
}

function highestCounts(references: readonly TokenCounts[]): TokenCounts {
  const highest = new Map<string, number>()
  for (const counts of references) {
    for (const [gram, times] of counts) highest.set(gram, Math.max(times, highest.get(gram) ?? 0))
  }
  return highest
}

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]

/** Splits a text into the 13a tokens of every published BLEU: punctuation is separate, numbers stay whole. */
export function tokenize13a(text: string): string[] {
  let line = text.trimEnd().replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ')
  for (const [entity, character] of ENTITIES) line = line.replaceAll(entity, character)
  return splitWords(
    ` ${line} `
      // ASCII punctuation except apostrophe, comma, hyphen and full stop.
      .replaceAll(/[ -&(-+:-@[-`{-~/]/g, ' $& ')
      .replaceAll(/([^0-9])([.,])/gu, '$1 $2 ')
      .replaceAll(/([.,])([^0-9])/gu, ' $1 $2')
      .replaceAll(/([0-9])-/g, '$1 - '),
  )
}
