import type { Kernel } from '../kernels/kernel-functions.js'
import { BLOCK, paddedRows } from '../kernels/matrix.js'
import type { LlamaDescription } from './description.js'

/** The most tokens whose scores are computed together. */
export const SCORED = 4

/** The addresses of all intermediate results, for one tile of tokens. */
export interface Room {
  /** The rows that pass from layer to layer. */
  readonly state: number
  /** The result of a half of a layer, which is then added to the state. */
  readonly change: number
  readonly query: number
  readonly key: number
  readonly value: number
  readonly attended: number
  /** The gates and values of the feed-forward half, side by side for each token. */
  readonly gates: number
  readonly gated: number
  /** The quantized rows, which are the input of each product. */
  readonly activations: number
  /** One score for each piece of the vocabulary, for `SCORED` tokens. */
  readonly scores: number
  /** The cosines and sines for each token. */
  readonly angles: number
  readonly windowAngles: number
}

export function makeRoom(kernel: Kernel, description: LlamaDescription, tile: number): Room {
  const { width, heads, keyHeads, headSize, feedForward, vocabulary, rotation } = description
  const floats = (count: number) => kernel.memory.allocate(count * 4)
  const widest = Math.max(width, heads * headSize, feedForward)
  return {
    state: floats(tile * width),
    change: floats(tile * width),
    query: floats(tile * heads * headSize),
    key: floats(tile * keyHeads * headSize),
    value: floats(tile * keyHeads * headSize),
    attended: floats(tile * heads * headSize),
    gates: floats(tile * feedForward * 2),
    gated: floats(tile * feedForward),
    activations: kernel.memory.allocate(((tile * widest) / BLOCK) * kernel.activationBytes),
    scores: floats(SCORED * paddedRows(vocabulary)),
    angles: floats(tile * rotation.size),
    windowAngles: floats(tile * rotation.size),
  }
}
