import type { CallOptions } from '../calls/engine.js'
import type { Privacy } from '../engines/route-request.js'
import { NlpError } from '../shared/errors.js'
import type { GenerateInput, Likelihood } from '../shared/tasks.js'
import { type Generation, toGeneration } from './generation.js'
import { type Prompt, toMessages } from './messages.js'
import type { Targets } from './targets.js'

/** The context of the scored text, and its privacy. */
export interface ScoreOptions extends CallOptions {
  /** The messages before the text, for example a question to which the text would be the answer. @default nothing */
  after?: Prompt | undefined
  /** How private the text is. This decides whether the text may go to a server. @default 'internal' */
  privacy?: Privacy | undefined
}

/** How likely a text is to a model. */
export interface TextScore extends Likelihood, Omit<Generation, 'text' | 'finishReason'> {
  /**
   * The bits that the model would need for each byte of the text. A lower number means a text that the model expects
   * more.
   */
  readonly bitsPerByte: number
}

/** Asks an engine for the likelihood of a text. */
export async function scoreText(
  run: Targets['run'],
  text: string,
  { after, privacy, signal, trace }: ScoreOptions,
): Promise<TextScore> {
  if (typeof text !== 'string' || text === '') throw new TypeError('`text` must be a string that is not empty')
  const input: GenerateInput = {
    messages: after === undefined ? [] : toMessages(after),
    likelihoodOf: text,
    maxTokens: 1,
    temperature: 0,
    stop: [],
  }
  const routed = await run(input, { signal, trace, privacy, emit: undefined })
  const { likelihood } = routed.output
  if (likelihood === undefined) {
    throw new NlpError('unsupported', `The engine ${routed.engine} cannot score a text`)
  }
  const { text: _nothing, finishReason: _ended, ...rest } = toGeneration(routed)
  const { bytes, logProbability } = likelihood
  return { ...rest, ...likelihood, bitsPerByte: bytes === 0 ? 0 : -logProbability / Math.LN2 / bytes }
}
