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
  /** Layers that see only the last positions, and rotate heads by other angles. */
  readonly window: Window | undefined
}

export interface Rotation {
  /** Count of a head's numbers that are rotated. */
  readonly size: number
  readonly base: number
  /** Angles are divided by this, for texts longer than in training. */
  readonly factor: number
  /** Whether the file keeps the numbers of a rotated pair side by side, and not half a head apart. */
  readonly interleaved: boolean
}

export interface Window {
  readonly positions: number
  readonly base: number
  /** Whether this layer sees only the last positions. */
  readonly has: (layer: number) => boolean
}
