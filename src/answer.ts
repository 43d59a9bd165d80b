import type { AnswerCache, AnswerConditions, AnswerLook, ReusedAnswer } from './answer/answer-cache.js'
import { type AnswerBound, type AnswerJudge, leastRelevance } from './answer/bounds.js'
import { checkAnswer } from './answer/check-answer.js'
import { type Citation, readCitations, type Unsupported } from './answer/citations.js'
import { candidatesOf, type ExtractedAnswer, extractAnswer } from './answer/extract.js'
import { guardedSources } from './answer/guarded-sources.js'
import type { SentenceEmbedder } from './answer/nearness.js'
import { type AnswerDocument, type AnswerPassage, checkPassages } from './answer/passage.js'
import { answerPrompt, NOT_FOUND } from './answer/prompt.js'
import { relevanceBy, type SentenceReranker } from './answer/read-sentences.js'
import { type NamedAnswer, readSpans, type SpanReader } from './answer/read-spans.js'
import { relevanceTo } from './answer/relevance.js'
import { sentencesOf } from './answer/sentences.js'
import { LEAST_SHARE, sharedWords } from './answer/shared-words.js'
import { checkOptions, describe } from './calls/check-options.js'
import type { GuardedCall } from './calls/guard.js'
import { type TextStream, textStream } from './calls/stream.js'
import type { Generation } from './generate/generation.js'
import { GENERATE_OPTIONS, type GenerateOptions } from './generate/options.js'
import type { TextGenerator } from './generate.js'

/** The documents that `answer` reads, and the models that it uses. */
export interface AnswerOptions<D extends AnswerDocument> extends GenerateOptions {
  /** The documents to search. */
  documents: {
    search(
      query: string,
      options: {
        readonly limit: number
        readonly minScore?: number | undefined
        readonly reranker?: SentenceReranker | undefined
        readonly signal: AbortSignal
        readonly trace?: object | undefined
      },
    ): Promise<readonly AnswerPassage<D>[]>
    /**
     * Judges which sentences are relevant to the question, like the embedder of `openDocuments`. @default none: words
     * alone
     */
    readonly embedder?: SentenceEmbedder | undefined
  }
  /**
   * Reads the question together with the texts. Without a generator it judges the sentences that are nearest by meaning
   * and by words, instead of the embedder alone. With a generator the search orders its passages by it. Unlike vectors,
   * a reranker separates a sentence that answers from one that is only about the subject, but it is slower.
   * `createReranker()` makes one; the small model judges single sentences worse than the embedder does.
   * @default none
   */
  reranker?: SentenceReranker | undefined
  /**
   * Names the words that answer, instead of judging whole sentences: the answer is the sentence with these words, and
   * `named` has the words. It is not for answers that a `generator` writes. `createReader()` makes one.
   * @default none
   */
  reader?: SpanReader | undefined
  /** Writes the answer. Without a generator the answer consists of sentences of the documents. @default none */
  generator?: Pick<TextGenerator, 'stream'> | undefined
  /**
   * Reuses answers of the `generator` for questions of the same meaning: `createAnswerCache` makes one. Answers with `tools`, with a
   * `temperature` above 0, and those that were not found or not finished are written each time. @default none
   */
  cache?: AnswerCache | undefined
  /** The most passages on which the answer may draw. @default 5 */
  limit?: number | undefined
  /**
   * The least relevance of an answer: a name, or a number from 0 to 1. At one half an answer is as probable as not.
   * 'high-precision' answers fewer questions wrongly than 'balanced', and leaves more without an answer. With a
   * generator, the model does not see passages below the bound. Where neither `documents` has an embedder nor a
   * reranker is given, a number goes to the search of `documents`.
   * @default 'balanced' without a generator; none with one
   */
  minScore?: AnswerBound | undefined
}

/** A text that answers a question, with the passages that support it. */
export interface Answer<D extends AnswerDocument = AnswerDocument> extends Generation {
  /** False when the documents do not hold the answer, or when no passage that the text cites supports it. */
  readonly found: boolean
  /**
   * The passages that the text cites as [n] after each statement, with the exact place from which the statement comes.
   */
  readonly citations: readonly Citation[]
  /** Quotes, numbers, markers and statements that are not in the passages. Show them as doubtful. */
  readonly unsupported: readonly Unsupported[]
  /** The passages on which the answer could draw; [1] is the first. */
  readonly passages: readonly AnswerPassage<D>[]
  /** The earlier question whose answer this is, if a `cache` had one. */
  readonly reused?: ReusedAnswer | undefined
  /** The words that a `reader` named, and their place in the document. */
  readonly named?: NamedAnswer | undefined
}

/**
 * Answers a question from documents, and cites the place of each statement. The prompt keeps the passages apart from
 * the instructions and without the signs of chat templates. A passage may still mislead the model, so the quotes and
 * numbers of the answer are checked against the passages.
 *
 * @example
 * const stream = answer('How long is the warranty?', { documents, generator })
 * for await (const text of stream) output.append(text)
 * const { citations } = await stream.result
 */
export function answer<D extends AnswerDocument>(question: string, options: AnswerOptions<D>): TextStream<Answer<D>> {
  checkOptions(
    'answer',
    options,
    {
      ...GENERATE_OPTIONS,
      documents: 'object',
      reranker: 'object',
      reader: 'object',
      generator: 'object',
      cache: 'object',
      limit: 'any',
      minScore: 'any',
    },
    ['documents'],
  )
  const { documents, reranker, reader, generator, cache, limit = 5, minScore, signal, guard, ...writing } = options
  const { trace } = writing
  const judgedBy = judgeOf(options)
  const least = leastRelevance(minScore ?? 'balanced', judgedBy)
  if (typeof question !== 'string' || question.trim() === '') {
    throw new TypeError('`question` must be a string that is not empty')
  }
  if (reader !== undefined && generator !== undefined) {
    throw new TypeError('`reader` names words of the documents, and `generator` writes: give one of them')
  }
  if (typeof documents.search !== 'function') {
    throw new TypeError(`\`documents\` must be an open collection of documents, got ${describe(documents)}`)
  }
  if (!(Number.isInteger(limit) && limit > 0))
    throw new RangeError(`\`limit\` must be a positive integer, got ${limit}`)

  return textStream<Answer<D>>(
    async ({ emit, signal: stop }) => {
      const { embedder } = documents
      const call = guard?.open({ signal: stop, trace })
      const asked = (await call?.question(question))?.text ?? question
      if (call?.ended !== undefined) return refused(call, [], emit)
      const hits = await documents.search(asked, {
        limit,
        // Scores of a search compare its hits with one another. The relevance by a model compares each hit with the
        // question.
        minScore: judgedBy === undefined && typeof minScore === 'number' ? minScore : undefined,
        // Without a generator the reranker reads the sentences anyway, and reading whole passages first would cost more
        // than that.
        reranker: generator === undefined ? undefined : reranker,
        signal: stop,
        trace,
      })
      stop.throwIfAborted()
      checkPassages(hits)
      const { passages: found, usable } = await guardedSources(hits, call)
      if (call?.ended !== undefined) return refused(call, found, emit)
      const judge = (texts: readonly string[]) => {
        if (texts.length === 0) return undefined
        if (reranker !== undefined) return relevanceBy(asked, texts, { reranker, embedder }, stop)
        return embedder === undefined ? undefined : relevanceTo(asked, texts, embedder, stop)
      }
      if (generator === undefined || found.length === 0) {
        const candidates = candidatesOf(found).filter(({ passage, text }) => usable(passage).includes(text))
        const texts = candidates.map(({ text }) => text)
        if (reader !== undefined) {
          const { relevance, names } = await readSpans(asked, candidates, found, { reader, signal: stop })
          stop.throwIfAborted()
          const extracted = extractAnswer(candidates, relevance, { least, count: 1 })
          const answered = await withoutModel(extracted, found, emit, call)
          const named = names.find((name) => name !== undefined && name.score === Math.max(...relevance))
          return answered.found ? { ...answered, named } : answered
        }
        const relevance = await judge(texts)
        stop.throwIfAborted()
        const extracted =
          relevance === undefined
            ? extractAnswer(candidates, sharedWords(asked, texts), { least: LEAST_SHARE })
            : extractAnswer(candidates, relevance, { least })
        return withoutModel(extracted, found, emit, call)
      }
      const passages = minScore === undefined ? found : await relevantOnly(found, least, judge)
      stop.throwIfAborted()
      if (passages.length === 0) return withoutModel(undefined, passages, emit, call)
      const shown = passages.map((passage) => ({ ...passage, text: usable(passage) }))
      const known =
        cache === undefined || writing.tools !== undefined || (writing.temperature ?? 0) > 0
          ? undefined
          : await lookIn<Answer<D>>(cache, asked, { generator, key: keyOf(shown, guard?.id, writing) }, stop)
      if (known?.found !== undefined) {
        const { answer: before, reused } = known.found
        emit(before.text)
        return { ...before, ...REUSED, reused, passages: renewed(before.passages, passages), ...outcomeOf(call) }
      }
      const written = generator.stream(answerPrompt(asked, shown), { ...writing, guard: call?.within(), signal: stop })
      for await (const text of written) emit(text)
      const said = await written.result
      const checked = { ...said, ...(await checkAnswer(said.text, passages, embedder, stop)), passages }
      if (checked.found && checked.finishReason === 'stop') known?.keep(checked)
      return checked
    },
    { signal },
  )
}

function judgeOf<D extends AnswerDocument>({ documents, reranker, reader }: AnswerOptions<D>): AnswerJudge | undefined {
  if (reader !== undefined) return 'reader'
  if (reranker !== undefined) return 'reranker'
  return documents.embedder === undefined ? undefined : 'embedder'
}

/** A cache that fails must not make an answer fail. */
async function lookIn<A extends object>(
  cache: AnswerCache,
  question: string,
  conditions: AnswerConditions,
  signal: AbortSignal,
): Promise<AnswerLook<A> | undefined> {
  const look = await cache.look<A>(question, conditions, signal).catch(() => undefined)
  signal.throwIfAborted()
  return look
}

/**
 * Everything that decides an answer besides the question and the generator. The order of the passages does not count,
 * because it follows the words of a question.
 */
function keyOf(passages: readonly AnswerPassage[], guard: string | undefined, settings: GenerateOptions): string {
  const { signal: _signal, trace: _trace, ...writing } = settings
  const places = passages.map(({ document, start, end, text }) => JSON.stringify([document.id, start, end, text]))
  return JSON.stringify([places.sort(), guard, Object.entries(writing).sort()])
}

/** The passages in their earlier order, to which the numbers of the answer belong, with the current documents. */
const renewed = <D extends AnswerDocument>(before: readonly AnswerPassage<D>[], now: readonly AnswerPassage<D>[]) =>
  before.map((old) => now.find(({ document, start }) => document.id === old.document.id && start === old.start) ?? old)

/** No model ran, so nothing is counted or paid. */
const REUSED = {
  usage: { inputTokens: 0, outputTokens: 0 },
  timings: { firstTokenMs: 0, tokensPerSecond: 0 },
  reason: 'an answer to a question of the same meaning is reused',
  attempts: 0,
  cost: undefined,
} as const

/** The passages with a sentence that is relevant enough; all passages where nothing can judge the relevance. */
async function relevantOnly<P extends AnswerPassage>(
  passages: readonly P[],
  least: number,
  judge: (texts: readonly string[]) => Promise<number[] | undefined> | undefined,
): Promise<readonly P[]> {
  const sentences = passages.map(({ text }) => sentencesOf(text).map((sentence) => sentence.text))
  const relevance = await judge(sentences.flat())
  if (relevance === undefined) return passages
  let at = 0
  return passages.filter((_, index) => {
    const own = relevance.slice(at, at + sentences[index]!.length)
    at += own.length
    return Math.max(0, ...own) >= least
  })
}

async function withoutModel<D extends AnswerDocument>(
  extracted: ExtractedAnswer | undefined,
  passages: readonly AnswerPassage<D>[],
  emit: (text: string) => void,
  call: GuardedCall | undefined,
): Promise<Answer<D>> {
  const { text: said, citations } = extracted ?? { text: NOT_FOUND, citations: [] }
  const text = call === undefined ? said : await call.hold(undefined, () => {}).end(said)
  if (call?.ended !== undefined) return refused(call, passages, emit)
  emit(text)
  // The guard removed text, so the offsets of the statements have moved.
  const read = text === said ? { citations, unsupported: [] } : readCitations(text, passages)
  const { citations: cited, unsupported } = read
  const found = extracted !== undefined && cited.length > 0
  return { ...WITHOUT_MODEL, text, citations: cited, unsupported, found, passages, ...outcomeOf(call) }
}

/** The answer where a guard refused the question, or ended the call. */
function refused<D extends AnswerDocument>(
  call: GuardedCall,
  passages: readonly AnswerPassage<D>[],
  emit: (text: string) => void,
): Answer<D> {
  const text = call.ended ?? ''
  emit(text)
  const nothing = { citations: [], unsupported: [], found: false, passages }
  return { ...WITHOUT_MODEL, finishReason: 'content-filter', text, ...nothing, ...outcomeOf(call) }
}

const outcomeOf = (call: GuardedCall | undefined) => (call === undefined ? {} : { guard: call.outcome })

const WITHOUT_MODEL: Omit<Generation, 'text'> = {
  finishReason: 'stop',
  usage: { inputTokens: 0, outputTokens: 0 },
  timings: { firstTokenMs: 0, tokensPerSecond: 0 },
  engine: 'none',
  model: 'none',
  reason: 'no model is needed',
  attempts: 0,
  redacted: false,
  cost: undefined,
}
