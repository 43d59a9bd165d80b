import { type Citation, readCitations, type Unsupported } from './answer/citations.js'
import { extractAnswer } from './answer/extract.js'
import type { AnswerDocument, AnswerPassage } from './answer/passage.js'
import { answerPrompt, NOT_FOUND } from './answer/prompt.js'
import { checkOptions, describe } from './check-options.js'
import type { Generation } from './generate/generation.js'
import { SAMPLING_OPTIONS, type SamplingOptions } from './generate/options.js'
import type { TextGenerator } from './generate.js'
import { type TextStream, textStream } from './stream.js'

export interface AnswerOptions<D extends AnswerDocument> extends SamplingOptions {
  /** Where to look. */
  documents: {
    search(
      query: string,
      options: { readonly limit: number; readonly minScore?: number | undefined; readonly signal: AbortSignal },
    ): Promise<readonly AnswerPassage<D>[]>
  }
  /** Writes the answer. Without one it is made of sentences of the documents. @default none */
  generator?: Pick<TextGenerator, 'stream'> | undefined
  /** How many passages the answer may draw on. @default 5 */
  limit?: number | undefined
  /** Passages that the search scores lower do not count. @default what `documents` holds for relevant */
  minScore?: number | undefined
}

export interface Answer<D extends AnswerDocument = AnswerDocument> extends Generation {
  /** False when the documents do not hold the answer, and when the text names no passage that it is drawn from. */
  readonly found: boolean
  /** The passages that each statement of the text names as [n], with the exact place that the statement comes from. */
  readonly citations: readonly Citation[]
  /** Quotes, numbers, markers and statements that the passages do not hold: something to show as doubtful. */
  readonly unsupported: readonly Unsupported[]
  /** What the answer could draw on: [1] is the first. */
  readonly passages: readonly AnswerPassage<D>[]
}

/**
 * Answers a question from documents and says where each statement stands. Passages reach the model as data, apart from the instructions
 * and without the signs of chat templates; a model may be talked into something all the same, so what the answer quotes or
 * counts is checked against them.
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
    { ...SAMPLING_OPTIONS, documents: 'object', generator: 'object', limit: 'any', minScore: 'number' },
    ['documents'],
  )
  const { documents, generator, limit = 5, minScore, signal, ...sampling } = options
  if (typeof question !== 'string' || question.trim() === '') {
    throw new TypeError('`question` must be a string that is not empty')
  }
  if (typeof documents.search !== 'function') {
    throw new TypeError(`\`documents\` must be an open collection of documents, got ${describe(documents)}`)
  }
  if (!(Number.isInteger(limit) && limit > 0))
    throw new RangeError(`\`limit\` must be a positive integer, got ${limit}`)

  return textStream<Answer<D>>(
    async ({ emit, signal: stop }) => {
      const passages = await documents.search(question, { limit, minScore, signal: stop })
      stop.throwIfAborted()
      if (generator === undefined || passages.length === 0) {
        const extracted = extractAnswer(question, passages)
        const { text, citations } = extracted ?? { text: NOT_FOUND, citations: [] }
        emit(text)
        return { ...WITHOUT_MODEL, text, citations, unsupported: [], found: extracted !== undefined, passages }
      }
      const written = generator.stream(answerPrompt(question, passages), { ...sampling, signal: stop })
      for await (const text of written) emit(text)
      const said = await written.result
      const read = readCitations(said.text, passages)
      return { ...said, ...read, found: read.citations.length > 0, passages }
    },
    { signal },
  )
}

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
