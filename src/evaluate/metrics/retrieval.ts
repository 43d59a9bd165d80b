/** How much each document helps; absent means not judged, 0 judged and of no help. */
export type Judgements = Readonly<Record<string, number>>

/** How many hits of a ranking count. */
export interface RetrievalOptions {
  /** How many results count. @default 10 */
  readonly k?: number | undefined
}

/** How well the relevant passages are ranked. */
export interface RetrievalScores {
  /** Share of the helpful documents that are among the first k. */
  readonly recall: number
  /** Share of the first k places that hold a helpful document. */
  readonly precision: number
  /** 1 if any of the first k helps. */
  readonly hit: number
  /** 1 / place of the first helpful document, 0 beyond k. */
  readonly reciprocalRank: number
  /** Mean precision at the places of the helpful documents, over the whole ranking. */
  readonly averagePrecision: number
  /** Discounted gain against the best possible order, gain = judgement (as trec_eval counts). */
  readonly ndcg: number
  /** The same with gain = 2^judgement - 1, which rewards the best documents more. */
  readonly ndcgExponential: number
  /** Share of the first k that anybody judged: low means that the other figures are pessimistic. */
  readonly judged: number
}

/**
 * What one ranking is worth, given judgements.
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
  if (new Set(ranking).size !== ranking.length) throw new RangeError('a document may stand in a ranking only once')
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
 * Ids by falling score; equal scores by id, so that a ranking never depends on the order things came in.
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
