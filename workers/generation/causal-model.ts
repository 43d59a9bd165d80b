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
  /** Whether the activations are quantized with one scale for all tokens of a run. */
  readonly sharedScales: boolean
  close(): Promise<void>
}
