import { describe } from '../calls/check-options.js'

/** What tells how relevant a sentence is. */
export type AnswerJudge = 'embedder' | 'reranker' | 'reader'

/**
 * The least relevance of an answer. 'high-precision' answers fewer questions wrongly than 'balanced', and leaves more without an answer. A
 * number is from 0 to 1.
 */
export type AnswerBound = 'balanced' | 'high-precision' | number

/**
 * `train.reranker.answered` measures the bounds of the reranker on 709 written questions to 55 pages, half of them without an answer. At
 * 'balanced', the share of the missed answers is one and a half times the share of the wrong ones. At 'high-precision', one in twenty of the
 * questions without an answer is answered. An embedder is seldom sure of an answer that shares no words with the question, so its 'balanced' is
 * low: at even odds, its 'high-precision', it misses half of the answers. A reader is a model of the caller, and nobody has measured its bounds.
 */
const NAMED: Readonly<Record<AnswerJudge, Readonly<Partial<Record<string, number>>>>> = {
  embedder: { balanced: 0.25, 'high-precision': 0.5 },
  reranker: { balanced: 0.3, 'high-precision': 0.75 },
  reader: { balanced: 0.5 },
}

/** The least relevance as a number. Without a judge, a number is a bound for the search, and its scale is that of the search. */
export function leastRelevance(bound: AnswerBound, judge: AnswerJudge | undefined): number {
  const named = NAMED[judge ?? 'embedder']
  if (typeof bound === 'number') {
    if (judge === undefined || (bound >= 0 && bound <= 1)) return bound
    throw new RangeError(`\`minScore\` must be from 0 to 1, got ${bound}`)
  }
  const least = Object.hasOwn(named, bound) ? named[bound] : undefined
  if (least !== undefined) return least
  const names = Object.keys(named).map((name) => `'${name}'`)
  const where = judge === 'reader' ? ' where a `reader` judges' : ''
  throw new TypeError(
    `\`minScore\` of answer must be ${[...names, 'a number'].join(' or ')}${where}, got ${describe(bound)}`,
  )
}
