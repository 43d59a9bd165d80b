/** How much each document helps. 0 means judged and of no help; a missing document was not judged. */
export type Judgements = Readonly<Record<string, number>>

/** Options for the figures of a ranking. */
export interface RetrievalOptions {
  /** The number of results that count. @default 10 */
  readonly k?: number | undefined
}

/** The figures of a ranking. */
export interface RetrievalScores {
  /** The share of the helpful documents that are among the first k. */
  readonly recall: number
  /** The share of the first k places that have a helpful document. */
  readonly precision: number
  /** 1 if one of the first k documents helps, else 0. */
  readonly hit: number
  /** 1 / place of the first helpful document; 0 beyond k. */
  readonly reciprocalRank: number
  /** The mean precision at the places of the helpful documents, over the whole ranking. */
  readonly averagePrecision: number
  /** The discounted gain relative to the best possible order, with gain = judgement (as in trec_eval). */
  readonly ndcg: number
  /** The same figure with gain = 2^judgement - 1, which rewards the best documents more. */
  readonly ndcgExponential: number
  /** The share of the first k documents that were judged. If it is low, the other figures are too pessimistic. */
  readonly judged: number
}

/**
 * Computes the figures of one ranking from judgements.
 *
 * @example
 * retrievalScores(['b', 'a', 'c'], { a: 1 }, { k: 10 }).reciprocalRank // 0.5
 */
export function retrievalScores(
  ranking: readonly string[],
  judgements: Judgements,
  { k = 10 }: RetrievalOptions = {},
): RetrievalScores {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`\`k\` must be a positive integer, got ${k}`)
  if (new Set(ranking).size !== ranking.length) throw new RangeError('a document may occur only once in a ranking')
  const gain = (id: string) => (Object.hasOwn(judgements, id) ? (judgements[id] ?? 0) : 0)
  const gains = ranking.map(gain)
  const top = gains.slice(0, k)
  const helpful = Object.values(judgements).filter((value) => value > 0)
  const found = top.filter((value) => value > 0).length
  const first = top.findIndex((value) => value > 0)
  const topIds = ranking.slice(0, k)
  return {
    recall: share(found, helpful.length),
    precision: found / k,
    hit: first === -1 ? 0 : 1,
    reciprocalRank: first === -1 ? 0 : 1 / (first + 1),
    averagePrecision: averagePrecision(gains, helpful.length),
    ndcg: share(discountedGain(top), discountedGain(best(helpful, k))),
    ndcgExponential: share(discountedGain(top.map(exponential)), discountedGain(best(helpful.map(exponential), k))),
    judged: share(topIds.filter((id) => Object.hasOwn(judgements, id)).length, topIds.length),
  }
}

/**
 * Ids by descending score. Equal scores are ordered by id, so that a ranking never depends on the order of the input.
 *
 * @example
 * rankByScore([{ id: 'a', score: 0.1 }, { id: 'b', score: 0.9 }]) // ['b', 'a']
 */
export function rankByScore(scored: readonly { readonly id: string; readonly score: number }[]): string[] {
  return [...scored].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map(({ id }) => id)
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const exponential = (gain: number): number => (gain > 0 ? 2 ** gain - 1 : 0)
const best = (gains: readonly number[], k: number): number[] => [...gains].sort((a, b) => b - a).slice(0, k)
const discountedGain = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, place) => sum + Math.max(0, gain) / Math.log2(place + 2), 0)

function averagePrecision(gains: readonly number[], helpful: number): number {
  let found = 0
  let sum = 0
  for (const [place, gain] of gains.entries()) {
    if (gain <= 0) continue
    found += 1
    sum += found / (place + 1)
  }
  return share(sum, helpful)
}
