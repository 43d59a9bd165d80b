import { type EncoderFunctions, type EncoderKernel, rowBytes } from '../kernels/encoder-functions.js'
import { regionBytes } from '../kernels/memory.js'
import type { PanelMatrix } from '../kernels/panels.js'
import { LostHelper } from '../kernels/shared-calls.js'
import { Team } from '../kernels/team.js'
import { activationParts, attentionParts, normParts, productParts, quantizeParts, type Scratch } from './parts.js'
import type { BertWeights, LayerWeights } from './weights.js'

/**
 * Runs texts through the layers of an encoder. The rows of all texts lie one behind the other, so no text is padded, and
 * the numbers of a text do not depend on its neighbours. The memory for intermediate results grows with the longest run.
 */
export class BertForward {
  readonly #kernel: EncoderKernel
  readonly #weights: BertWeights
  readonly #mostThreads: number
  #team: Team<EncoderFunctions>
  #room: Room | undefined

  /** `mostThreads` is the count of workers that may compute together. */
  constructor(kernel: EncoderKernel, weights: BertWeights, mostThreads = 1) {
    this.#kernel = kernel
    this.#weights = weights
    this.#mostThreads = mostThreads
    this.#team = Team.alone(kernel)
  }

  /** How many workers compute now. */
  get threads(): number {
    return this.#team.threads
  }

  /** Computes with these workers from now on. */
  join(team: Team<EncoderFunctions>): void {
    this.#team = team
  }

  /** Ends all workers but this one. */
  leave(): void {
    this.#team.close()
  }

  /**
   * `lengths` has the count of tokens of each text. `fill` writes the rows of all tokens into the given array. Returns the
   * rows that the last layer gives, as a view that the next run overwrites.
   */
  run(lengths: readonly number[], fill: (rows: Float32Array) => void): Float32Array {
    try {
      return this.#compute(lengths, fill)
    } catch (error) {
      if (!(error instanceof LostHelper)) throw error
      // This worker is alone now.
      return this.#compute(lengths, fill)
    }
  }

  #compute(lengths: readonly number[], fill: (rows: Float32Array) => void): Float32Array {
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
    const { state, change, wide, scratch } = room
    const { attention, output, attentionNorm, scale } = layer
    this.#multiply(attention, state, room, tokens, wide)
    this.#team.run(attentionParts(lengths, { wide, out: change, heads, headSize, scale, scratch }))
    this.#multiply(output, change, room, tokens, change)
    this.#team.run(normParts({ state, change, width, norm: attentionNorm }, this.#work(tokens)))
  }

  #feedForward({ up, activation, down, norm }: LayerWeights, room: Room, tokens: number): void {
    const { width } = this.#weights
    const { state, change, wide } = room
    this.#multiply(up, state, room, tokens, wide)
    this.#team.run(activationParts(activation, { at: wide, columns: up.rows }, this.#work(tokens)))
    this.#multiply(down, wide, room, tokens, change)
    this.#team.run(normParts({ state, change, width, norm }, this.#work(tokens)))
  }

  /** Quantizes rows and multiplies them. The result may take the place of the rows. */
  #multiply(matrix: PanelMatrix, from: number, room: Room, tokens: number, to: number): void {
    const { activations, scratch } = room
    const { columns } = matrix
    this.#team.run(quantizeParts(this.#kernel, { from, columns, to: activations }, this.#work(tokens)))
    this.#team.run(productParts(this.#kernel, matrix, { activations, to, scratch }, this.#work(tokens)))
  }

  #work(tokens: number) {
    return { tokens, threads: this.#team.threads }
  }

  #roomFor(tokens: number, longest: number): Room {
    const known = this.#room
    if (known !== undefined && known.tokens >= tokens && known.longest >= longest) return known
    const { memory } = this.#kernel
    const { width, widest, headSize } = this.#weights
    if (known !== undefined) for (const at of addressesOf(known)) memory.release(at)
    // Where the memory runs out, the next run starts from the beginning.
    this.#room = undefined
    // Rounded up, so that a slightly longer run needs no new memory.
    const most = Math.max(Math.ceil(tokens / 64) * 64, known?.tokens ?? 0)
    const positions = Math.max(Math.ceil(longest / 64) * 64, known?.longest ?? 0)
    const scratch = regionBytes(Math.max((headSize + 4) * positions * 4, Math.max(widest, width) * 8))
    const sizes = {
      state: most * width * 4,
      change: most * width * 4,
      wide: most * Math.max(widest, 3 * width) * 4,
      activations: most * rowBytes(this.#kernel, Math.max(widest, width)),
      scratch: scratch * this.#mostThreads,
    }
    memory.reserve(Object.values(sizes).reduce((sum, each) => sum + regionBytes(each), 0))
    const room = {
      tokens: most,
      longest: positions,
      state: memory.allocate(sizes.state),
      change: memory.allocate(sizes.change),
      wide: memory.allocate(sizes.wide),
      activations: memory.allocate(sizes.activations),
      scratch: { address: memory.allocate(sizes.scratch), bytes: scratch },
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
  readonly scratch: Scratch
}

const addressesOf = ({ state, change, wide, activations, scratch }: Room) => [
  state,
  change,
  wide,
  activations,
  scratch.address,
]
