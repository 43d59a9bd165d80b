import type { Blocks } from './blocks.js'

/** The weights of a model as its file stores them, whatever the format of the file. Nothing is copied yet. */
export interface StoredWeights {
  /** The file, for errors. */
  readonly file: string
  readonly words: Blocks
  readonly layers: readonly StoredLayer[]
  readonly finalNorm: Float32Array
  /** The matrix for the scores, where it is not that of the words. */
  readonly scores?: Blocks | undefined
  /** Is added to the scores. */
  readonly scoreBias?: Float32Array | undefined
  /** Divides the angle of each rotated pair. */
  readonly rotationFactors?: Float32Array | undefined
}

export interface StoredLayer {
  readonly attentionNorm?: Float32Array | undefined
  readonly query: StoredLinear
  readonly key: StoredLinear
  readonly value: StoredLinear
  readonly queryNorm?: Float32Array | undefined
  readonly keyNorm?: Float32Array | undefined
  readonly output: StoredLinear
  readonly afterAttentionNorm?: Float32Array | undefined
  readonly feedForwardNorm?: Float32Array | undefined
  readonly gate: StoredLinear
  readonly up: StoredLinear
  readonly down: StoredLinear
  readonly afterFeedForwardNorm?: Float32Array | undefined
}

export interface StoredLinear {
  readonly matrix: Blocks
  readonly bias?: Float32Array | undefined
}
