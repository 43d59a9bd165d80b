/** The properties of a model of the Llama family that the kernels need, independent of the file format. */
export interface LlamaDescription {
  readonly layers: number
  readonly width: number
  readonly heads: number
  readonly keyHeads: number
  /** Count of numbers in a head. */
  readonly headSize: number
  readonly feedForward: number
  readonly vocabulary: number
  readonly contextWindow: number
  readonly epsilon: number
  /** Word vectors are multiplied by this. */
  readonly wordScale: number
  /** The result of each half of a layer is multiplied by this before it is added. */
  readonly residualScale: number
  /** Scores are divided by this. */
  readonly scoreDivisor: number
  readonly attentionScale: number
  readonly gate: 'silu' | 'gelu'
  readonly rotation: Rotation
  /** Whether the norm of queries and keys takes all heads of a position together. Most models take each head by itself. */
  readonly headsNormTogether: boolean
  /** Layers that see only the last positions, and may rotate heads by other angles. */
  readonly window: Window | undefined
}

export interface Rotation {
  /** Count of a head's numbers that are rotated. */
  readonly size: number
  readonly base: number
  /** Angles are divided by this, for texts longer than in training. */
  readonly factor: number
  /** Cosines and sines are multiplied by this, in models that were stretched to longer texts. */
  readonly magnitude: number
  /** Whether the heads of this layer are rotated. Some layers of some models do not look at positions. */
  readonly has: (layer: number) => boolean
}

export interface Window {
  readonly positions: number
  /** The base of the rotation in these layers, where it is another one. */
  readonly base: number | undefined
  /** Whether this layer sees only the last positions. */
  readonly has: (layer: number) => boolean
}
