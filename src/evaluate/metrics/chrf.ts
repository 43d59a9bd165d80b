import { everyRowOnce, type Statistic } from '../statistics/statistic.js'
import { fBeta } from './spans.js'
import { countTokens, grams, overlapOf, splitWords, type TokenCounts } from './tokens.js'

const MAX_ORDER = 6
const BETA = 2

/**
 * Corpus chrF2 from 0 to 100, as sacreBLEU computes it: shared runs of up to six characters, without spaces. The figure needs no words, so
 * it works for every script.
 *
 * @example
 * chrf(['Guten Tag'], [['Guten Tag']]) // 100
 */
export const chrf = (texts: readonly string[], references: readonly (readonly string[])[]): number =>
  chrfStatistic(texts, references)(everyRowOnce(texts.length))

export function chrfStatistic(texts: readonly string[], references: readonly (readonly string[])[]): Statistic {
  const rows = texts.map((text, row) => closestReference(text, references[row] ?? []))
  return (weights) => {
    const sums = new Float64Array(3 * MAX_ORDER)
    for (const [row, counts] of rows.entries()) {
      for (let index = 0; index < sums.length; index += 1) sums[index]! += weights[row]! * counts[index]!
    }
    return score(sums)
  }
}

/** Numbers of runs in the text, in the reference and in both, for each order. */
type Counts = ArrayLike<number>

function closestReference(text: string, references: readonly string[]): Counts {
  const given = characterGrams(text)
  let best: Counts = new Float64Array(3 * MAX_ORDER)
  let bestScore = -1
  for (const reference of references) {
    const wanted = characterGrams(reference)
    const counts = given.flatMap(({ counts, size }, index) => {
      const other = wanted[index]!
      // A reference that is too short has no runs of this order, so the runs of the text do not count either.
      return [other.size === 0 ? 0 : size, other.size, overlapOf(counts, other.counts)]
    })
    const value = score(counts)
    if (value > bestScore) {
      best = counts
      bestScore = value
    }
  }
  return best
}

function score(counts: Counts): number {
  let precision = 0
  let recall = 0
  let orders = 0
  for (let index = 0; index < counts.length; index += 3) {
    const [given, wanted, shared] = [counts[index]!, counts[index + 1]!, counts[index + 2]!]
    if (given === 0 || wanted === 0) continue
    precision += shared / given
    recall += shared / wanted
    orders += 1
  }
  return orders === 0 ? 0 : 100 * fBeta(precision / orders, recall / orders, BETA)
}

function characterGrams(text: string): { counts: TokenCounts; size: number }[] {
  const characters = [...splitWords(text).join('')]
  return Array.from({ length: MAX_ORDER }, (_, index) => {
    const found = grams(characters, index + 1, '')
    return { counts: countTokens(found), size: found.length }
  })
}
