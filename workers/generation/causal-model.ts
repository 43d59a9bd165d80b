import type { PreTrainedTokenizer } from '@huggingface/transformers'
import type { Reading } from './reading.js'

/** A loaded model that continues texts, whatever computes it. */
export interface CausalModel {
  readonly tokenizer: PreTrainedTokenizer
  /** Begins with an empty text. */
  readonly startReading: () => Reading
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>
  readonly contextWindow: number
  /** The activations are quantized with one scale for all tokens of a run. */
  readonly sharedScales: boolean
  close(): Promise<void>
}
