import type { StoredLayer } from '../stored-weights.js'
import type { TableRotation } from './angle-table.js'

/** The attention of a layer, as the graph describes it. */
export interface FoundAttention {
  /** The value of which queries, keys and values are products. */
  readonly input: string
  readonly weights: Pick<StoredLayer, 'query' | 'key' | 'value' | 'queryNorm' | 'keyNorm'>
  readonly quantized: boolean
  readonly heads: number
  readonly keyHeads: number
  readonly headSize: number
  readonly scale: number
  readonly normEpsilon: number | undefined
  readonly headsNormTogether: boolean
  /** The number of positions that a token sees, where it does not see all. */
  readonly window: number | undefined
  /** How heads are rotated; undefined in a layer that does not look at positions. */
  readonly rotation: (TableRotation & { readonly positions: number }) | undefined
}
