import type { PreTrainedTokenizer } from '@huggingface/transformers'
import type { Reading } from './reading.js'

/** A loaded model that continues texts, on any engine. */
export interface CausalModel {
  readonly tokenizer: PreTrainedTokenizer
  /** Starts a reading of an empty text. */
  readonly startReading: () => Reading
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>
  readonly contextWindow: number
  /** The precision of most numbers of the model, if the name of the file does not say it. */
  readonly dtype?: string | undefined
  /** How many workers compute now, on our own kernels. @default 1 */
  readonly kernelThreads?: (() => number) | undefined
  /** Whether the activations are quantized with one scale for all tokens of a run. */
  readonly sharedScales: boolean
  /** Whether a token gets the same scores, to the bit, however many tokens are read with it. */
  readonly sameInPieces: boolean
  close(): Promise<void>
}
