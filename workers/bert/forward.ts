import { type EncoderKernel, rowBytes } from '../kernels/encoder-functions.js'
import { regionBytes } from '../kernels/memory.js'
import { multiplyOf, type PanelMatrix } from '../kernels/panels.js'
import type { BertWeights, LayerWeights } from './weights.js'

/**
 * Runs texts through the layers of an encoder. The rows of all texts lie one behind the other, so no text is padded, and
 * the numbers of a text do not depend on its neighbours. The memory for intermediate results grows with the longest run.
 */
export class BertForward {
  readonly #kernel: EncoderKernel
  readonly #weights: BertWeights
  #room: Room | undefined

  constructor(kernel: EncoderKernel, weights: BertWeights) {
    this.#kernel = kernel
    this.#weights = weights
  }

  /**
   * `lengths` has the count of tokens of each text. `fill` writes the rows of all tokens into the given array. Returns the
   * rows that the last layer gives, as a view that the next run overwrites.
   */
  run(lengths: readonly number[], fill: (rows: Float32Array) => void): Float32Array {
    const { width, layers } = this.#weights
    const tokens = lengths.reduce((sum, length) => sum + length, 0)
    const room = this.#roomFor(tokens, Math.max(...lengths))
    fill(this.#kernel.memory.floats(room.state, tokens * width))
    for (const layer of layers) {
      this.#attend(layer, room, lengths, tokens)
      this.#feedForward(layer, room, tokens)
    }
    return this.#kernel.memory.floats(room.state, tokens * width)
  }

  #attend(layer: LayerWeights, room: Room, lengths: readonly number[], tokens: number): void {
    const { width, heads, headSize } = this.#weights
    const { functions } = this.#kernel
    const stride = width * 12
    this.#multiply(layer.attention, room.state, room, tokens, room.wide)
    let row = 0
    for (const length of lengths) {
      const query = room.wide + row * stride
      const out = room.change + row * width * 4
      for (let head = 0; head < heads; head += 1) {
        const at = query + head * headSize * 4
        const [key, value] = [at + width * 4, at + width * 8]
        const { scratch } = room
        functions.attendAll(
          at,
          key,
          value,
          stride,
          length,
          headSize * 4,
          layer.scale,
          scratch,
          out + head * headSize * 4,
          width * 4,
        )
      }
      row += length
    }
    this.#multiply(layer.output, room.change, room, tokens, room.change)
    const { gain, shift, epsilon } = layer.attentionNorm
    functions.addAndNormalize(room.state, room.change, tokens, width * 4, gain, shift, epsilon)
  }

  #feedForward(layer: LayerWeights, room: Room, tokens: number): void {
    const { width } = this.#weights
    const { functions } = this.#kernel
    this.#multiply(layer.up, room.state, room, tokens, room.wide)
    const bytes = tokens * layer.up.rows * 4
    if (layer.activation === 'gelu') functions.gelu(room.wide, bytes)
    else functions.relu(room.wide, bytes)
    this.#multiply(layer.down, room.wide, room, tokens, room.change)
    const { gain, shift, epsilon } = layer.norm
    functions.addAndNormalize(room.state, room.change, tokens, width * 4, gain, shift, epsilon)
  }

  /** Quantizes rows and multiplies them. The result may take the place of the rows. */
  #multiply(matrix: PanelMatrix, from: number, room: Room, tokens: number, to: number): void {
    const { functions } = this.#kernel
    const { format, address, rows, columns } = matrix
    functions.quantizeRows(from, tokens, columns * 4, room.activations)
    const multiply = multiplyOf(functions, format)
    multiply(address, rows / 8, columns, room.activations, tokens, to, rows * 4, room.scratch)
  }

  #roomFor(tokens: number, longest: number): Room {
    const known = this.#room
    if (known !== undefined && known.tokens >= tokens && known.longest >= longest) return known
    const { memory } = this.#kernel
    const { width, widest, headSize } = this.#weights
    if (known !== undefined) for (const at of addressesOf(known)) memory.release(at)
    // Where the memory runs out, the next run begins anew.
    this.#room = undefined
    // Rounded up, so that a slightly longer run needs no new memory.
    const most = Math.max(Math.ceil(tokens / 64) * 64, known?.tokens ?? 0)
    const positions = Math.max(Math.ceil(longest / 64) * 64, known?.longest ?? 0)
    const sizes = {
      state: most * width * 4,
      change: most * width * 4,
      wide: most * Math.max(widest, 3 * width) * 4,
      activations: most * rowBytes(this.#kernel, Math.max(widest, width)),
      scratch: Math.max((headSize + 4) * positions * 4, Math.max(widest, width) * 8),
    }
    memory.reserve(Object.values(sizes).reduce((sum, each) => sum + regionBytes(each), 0))
    const room = {
      tokens: most,
      longest: positions,
      state: memory.allocate(sizes.state),
      change: memory.allocate(sizes.change),
      wide: memory.allocate(sizes.wide),
      activations: memory.allocate(sizes.activations),
      scratch: memory.allocate(sizes.scratch),
    }
    this.#room = room
    return room
  }
}

/** The addresses of all intermediate results. */
interface Room {
  readonly tokens: number
  readonly longest: number
  /** The rows that pass from layer to layer. */
  readonly state: number
  /** The result of a half of a layer, which is then added to the state. */
  readonly change: number
  /** Queries, keys and values side by side, or the rows of the feed-forward half. */
  readonly wide: number
  readonly activations: number
  readonly scratch: number
}

const addressesOf = ({ state, change, wide, activations, scratch }: Room) => [state, change, wide, activations, scratch]
