import { checkOptions, describe } from '../calls/check-options.js'
import { cosine } from '../embed/cosine.js'
import type { SentenceEmbedder } from './nearness.js'

/** When an answer counts for another question. */
export interface AnswerCacheOptions {
  /** Compares questions by meaning: `createEmbedder` of `tacet` makes one. */
  embedder: SentenceEmbedder
  /**
   * The least cosine of two questions, from 0 to 1. With 0.93 `minilm` took 5 of 15 rephrased questions for the same and none of 20 that asked for
   * something else; the nearest of these had 0.90. @default 0.93
   */
  threshold?: number | undefined
  /** How long an answer counts, in milliseconds. @default 3_600_000: one hour */
  maxAgeMs?: number | undefined
  /** The most answers. Those that were used longest ago go first. @default 100 */
  size?: number | undefined
}

/** The answers of this page that may count for later questions. They are in memory and end with the page. */
export interface AnswerCache {
  /** How many questions were asked, and how many of them needed no new answer. */
  readonly hits: { readonly hits: number; readonly of: number }
  /** Looks for an answer to a question of the same meaning. `answer` calls it. */
  look<A extends object>(question: string, conditions: AnswerConditions, signal: AbortSignal): Promise<AnswerLook<A>>
  /** Forgets all answers. */
  clear(): void
}

/** The conditions that must be equal, besides the meaning of the question. */
export interface AnswerConditions {
  /** The generator that writes. */
  readonly generator: object
  /** The passages, the policy of the guard and the settings, as one text. */
  readonly key: string
}

/** A cached answer, or the function that keeps a new one. */
export interface AnswerLook<A extends object> {
  /** The earlier answer, with the question that it answered. */
  readonly found: { readonly answer: A; readonly reused: ReusedAnswer } | undefined
  /** Keeps a new answer to the question. */
  keep(answer: A): void
}

/** The earlier question whose answer is reused. */
export interface ReusedAnswer {
  /** The question that was answered. */
  readonly question: string
  /** The cosine of the two questions. */
  readonly similarity: number
  /** The age of the answer in milliseconds. */
  readonly ageMs: number
}

interface Kept {
  readonly question: string
  readonly details: string
  readonly vector: Float32Array
  readonly conditions: AnswerConditions
  readonly answer: object
  readonly at: number
}

/**
 * Keeps answers that a generator wrote, for questions of the same meaning. An answer counts only for the same passages with the same words, the
 * same generator and settings, and the same policy of the guard. The search and the guard run each time, so a document that has changed, a
 * filter or a policy leads to a new answer.
 *
 * @example
 * const cache = createAnswerCache({ embedder })
 * const { text, reused } = await answer('How long is the warranty?', { documents, generator, cache }).result
 */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const kinds = { embedder: 'object', threshold: 'any', maxAgeMs: 'any', size: 'any' } as const
  checkOptions('createAnswerCache', options, kinds, ['embedder'])
  const { embedder, threshold = 0.93, maxAgeMs = 3_600_000, size = 100 } = options
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`\`threshold\` must be from 0 to 1, got ${describe(threshold)}`)
  }
  if (!(maxAgeMs > 0)) throw new RangeError(`\`maxAgeMs\` must be a positive number, got ${describe(maxAgeMs)}`)
  if (!(Number.isInteger(size) && size > 0)) {
    throw new RangeError(`\`size\` must be a positive integer, got ${describe(size)}`)
  }
  let kept: readonly Kept[] = []
  let [asked, reusedCount] = [0, 0]

  async function look<A extends object>(
    question: string,
    conditions: AnswerConditions,
    signal: AbortSignal,
  ): Promise<AnswerLook<A>> {
    asked += 1
    const [vector] = await embedder.embed([question], { kind: 'query', signal })
    // All texts that the model cannot read have nearly the same vector.
    if (vector === undefined || (vector.coverage ?? 1) < 0.5) return { found: undefined, keep: () => {} }
    const details = detailsOf(question)
    const now = Date.now()
    kept = kept.filter(({ at }) => now - at <= maxAgeMs)
    const nearest = kept
      .filter((each) => each.details === details && sameConditions(each.conditions, conditions))
      .map((each) => ({ each, similarity: cosine(vector, each.vector) }))
      .reduce<{ each: Kept; similarity: number } | undefined>(
        (best, next) => (best === undefined || next.similarity > best.similarity ? next : best),
        undefined,
      )
    const keep = (answer: A) => {
      kept = [...kept, { question, details, vector, conditions, answer, at: Date.now() }].slice(-size)
    }
    if (nearest === undefined || nearest.similarity < threshold) return { found: undefined, keep }
    const { each, similarity } = nearest
    reusedCount += 1
    kept = [...kept.filter((other) => other !== each), each]
    const reused = { question: each.question, similarity: Math.min(1, similarity), ageMs: now - each.at }
    return { found: { answer: each.answer as A, reused }, keep }
  }

  return {
    get hits() {
      return { hits: reusedCount, of: asked }
    },
    look,
    clear() {
      kept = []
    },
  }
}

const sameConditions = (one: AnswerConditions, other: AnswerConditions) =>
  one.generator === other.generator && one.key === other.key

const NEGATION =
  /(?<!\p{L})(?:not|no|never|without|nor|none|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|nie|niemals|ohne|pas|sans|jamais|nunca|sin|non|senza|mai|niet|geen|nooit)(?!\p{L})/giu

/** Numbers and negations: words that change the meaning but hardly move a vector. */
function detailsOf(question: string): string {
  const numbers = question.match(/[\p{L}.,/-]*\p{N}[\p{L}\p{N}.,/-]*/gu) ?? []
  const negations = (question.match(NEGATION) ?? []).length
  return JSON.stringify([numbers.map((number) => number.replace(/[.,]+$/, '').toLowerCase()).sort(), negations])
}
