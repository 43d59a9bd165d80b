/** What the kernels need to know of a model of the Llama family, whatever file it came from. */
export interface LlamaDescription {
  readonly layers: number
  readonly width: number
  readonly heads: number
  readonly keyHeads: number
  /** Numbers of a head. */
  readonly headSize: number
  readonly feedForward: number
  readonly vocabulary: number
  readonly contextWindow: number
  readonly epsilon: number
  /** Word vectors are multiplied by this. */
  readonly wordScale: number
  /** What goes from one layer to the next is added times this. */
  readonly residualScale: number
  /** Scores are divided by this. */
  readonly scoreDivisor: number
  readonly attentionScale: number
  readonly gate: 'silu' | 'gelu'
  readonly rotation: Rotation
  /** Layers that see only the last so many positions, and turn heads by other angles. */
  readonly window: Window | undefined
}

export interface Rotation {
  /** Numbers of a head that are turned. */
  readonly size: number
  readonly base: number
  /** Angles are divided by this: texts longer than in training. */
  readonly factor: number
  /** The file keeps the pairs that are turned together side by side, not half a head apart. */
  readonly interleaved: boolean
}

export interface Window {
  readonly positions: number
  readonly base: number
  /** Whether this layer is such a layer. */
  readonly has: (layer: number) => boolean
}
