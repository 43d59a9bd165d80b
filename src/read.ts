import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask } from './engines/create-options.js'
import type { AnsweringSpan } from './shared/tasks.js'

/** The model that a reader loads. */
export interface ReaderOptions extends CreateOptions {
  /** A model of the kind …ForQuestionAnswering: the address of a folder in the Hugging Face layout, or a hub id. */
  model: string
}

/** How one question is asked. */
export interface ReadTextOptions extends CallOptions {
  /**
   * The least score of an answer, from 0 to 1. At one half an answer is as probable as none, where the model was trained on
   * questions without an answer too.
   * @default 0.5
   */
  minScore?: number | undefined
}

/** The words of a text that answer a question, with their place. */
export interface ReadAnswer extends AnsweringSpan {
  /** The words: `text.slice(start, end)`. */
  readonly text: string
}

/** A loaded model that answers questions with words of a text. */
export interface TextReader extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** Finds the words that answer the question, in a text or in each text of a list. `undefined`: the text holds no answer. */
  read(question: string, text: string, options?: ReadTextOptions): Promise<ReadAnswer | undefined>
  read(question: string, texts: readonly string[], options?: ReadTextOptions): Promise<(ReadAnswer | undefined)[]>
}

/**
 * Loads a model that answers a question with words of a text, at their exact place. It writes nothing, so it invents
 * nothing. Texts may have any length. `answer` takes the loaded model as `reader`.
 *
 * @example
 * const reader = await createReader({ model: '/models/minilm-squad2/' })
 * const found = await reader.read('When was it sold?', 'The house was sold in 1984.')
 * console.log(found?.text ?? 'The text does not say.')
 * await reader.close()
 */
export async function createReader(options: ReaderOptions): Promise<TextReader> {
  checkOptions('createReader', options, CREATE_OPTIONS, ['model'])
  const session = await openTask('read', options)

  async function read(question: string, text: string, options?: ReadTextOptions): Promise<ReadAnswer | undefined>
  async function read(
    question: string,
    texts: readonly string[],
    options?: ReadTextOptions,
  ): Promise<(ReadAnswer | undefined)[]>
  async function read(question: string, input: Texts, readOptions: ReadTextOptions = {}) {
    checkOptions('read', readOptions, { minScore: 'number', signal: 'signal', trace: 'object' })
    const { minScore = 0.5, signal, trace } = readOptions
    if (typeof question !== 'string' || question.trim() === '') {
      throw new TypeError('`question` must be a string that is not empty')
    }
    if (!(minScore >= 0 && minScore <= 1)) throw new RangeError(`\`minScore\` must be from 0 to 1, got ${minScore}`)
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { answers } = await runTask(session, 'read', { question, texts }, { signal, trace })
    const found = answers.map((answer, index): ReadAnswer | undefined =>
      answer === undefined || answer.score < minScore
        ? undefined
        : { ...answer, text: (texts[index] as string).slice(answer.start, answer.end) },
    )
    return shapeLike(input, found)
  }

  return {
    model: session.model,
    digest: session.digest,
    read,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}
