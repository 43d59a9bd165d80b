import { NlpError } from '../../src/shared/errors.js'
import type { KernelMemory } from '../kernels/memory.js'
import type { LlamaDescription } from './description.js'

/** A conversation first gets room for this many positions. The room doubles when it is used up. */
const FIRST = 256

/** The keys and values of all positions that were read of a text, in one region for each layer and head. */
export class KeyMemory {
  readonly #memory: KernelMemory
  readonly #description: LlamaDescription
  #address: number | undefined
  #capacity = 0
  /** The number of positions that are filled. */
  length = 0

  constructor(memory: KernelMemory, description: LlamaDescription) {
    this.#memory = memory
    this.#description = description
  }

  get bytes(): number {
    return this.#capacity === 0 ? 0 : this.#regions * this.#regionBytes(this.#capacity)
  }

  keys(layer: number, head: number): number {
    return this.#region(2 * (layer * this.#description.keyHeads + head))
  }

  values(layer: number, head: number): number {
    return this.#region(2 * (layer * this.#description.keyHeads + head) + 1)
  }

  /** Room for one number per position. */
  get scores(): number {
    return this.#region(this.#regions)
  }

  /** Makes room for this many positions, and keeps the filled ones. */
  reserve(positions: number): void {
    if (positions <= this.#capacity) return
    const { contextWindow } = this.#description
    if (positions > contextWindow) {
      throw new NlpError(
        'context-overflow',
        `The text needs ${positions} tokens and the model can take ${contextWindow}.`,
        {
          details: { requested: positions, contextWindow },
        },
      )
    }
    let capacity = Math.max(FIRST, this.#capacity)
    while (capacity < positions) capacity *= 2
    const address = this.#memory.allocate(this.#regions * this.#regionBytes(capacity) + capacity * 4)
    if (this.#address !== undefined) this.#move(this.#address, address, capacity)
    this.#address = address
    this.#capacity = capacity
  }

  reset(): void {
    if (this.#address !== undefined) this.#memory.release(this.#address)
    this.#address = undefined
    this.#capacity = 0
    this.length = 0
  }

  get #regions(): number {
    return this.#description.layers * this.#description.keyHeads * 2
  }

  #regionBytes(capacity: number): number {
    return capacity * this.#description.headSize * 4
  }

  #region(index: number): number {
    return (this.#address as number) + index * this.#regionBytes(this.#capacity)
  }

  #move(from: number, to: number, capacity: number): void {
    const filled = this.#regionBytes(this.#capacity)
    const bytes = this.#memory.bytes(0, this.#memory.size)
    for (let region = 0; region < this.#regions; region += 1) {
      bytes.copyWithin(to + region * this.#regionBytes(capacity), from + region * filled, from + (region + 1) * filled)
    }
    this.#memory.release(from)
  }
}
