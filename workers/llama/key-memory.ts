import { NlpError } from '../../src/shared/errors.js'
import type { Kernel } from '../kernels/kernel-functions.js'
import { BLOCK, matrixBytes } from '../kernels/matrix.js'
import type { LlamaDescription } from './description.js'

/** A text first gets room for this many positions, which are whole blocks. The room doubles when it is used up. */
const FIRST = 256

/** Addresses of the first position of a head in a layer. */
export interface HeadPlaces {
  readonly keys: number
  readonly values: number
  /** One number for each value. */
  readonly scales: number
}

/**
 * The keys and values of all positions that were read of a text, in 8 bits: one region for each layer and head. The
 * layout is described in `kernels/assembly/attention-values.ts`.
 */
export class KeyMemory {
  readonly #kernel: Kernel
  readonly #description: LlamaDescription
  readonly #workers: number
  /** The regions, and behind them the room for intermediate results. */
  #address: number | undefined
  #capacity = 0
  /** The number of positions that are filled. */
  length = 0

  /** `workers` is the count of workers that compute together. */
  constructor(kernel: Kernel, description: LlamaDescription, workers = 1) {
    this.#kernel = kernel
    this.#workers = workers
    this.#description = description
  }

  get bytes(): number {
    return this.#regions * this.#regionBytes(this.#capacity)
  }

  /** The number of positions that there is room for. */
  get capacity(): number {
    return this.#capacity
  }

  places(layer: number, head: number): HeadPlaces {
    const region = layer * this.#description.keyHeads + head
    const keys = (this.#address as number) + region * this.#regionBytes(this.#capacity)
    const values = keys + this.#keyBytes(this.#capacity)
    return { keys, values, scales: values + this.#description.headSize * this.#capacity }
  }

  /** Room for the intermediate results of each worker, `roomBytes` for one. */
  get room(): number {
    return (this.#address as number) + this.bytes
  }

  get roomBytes(): number {
    return this.#kernel.functions.attentionRoom(this.#description.headSize, this.#capacity)
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
    const least = Math.ceil(positions / FIRST) * FIRST
    const doubled = Math.max(least, this.#capacity * 2)
    try {
      this.#growTo(doubled)
    } catch (error) {
      if (least === doubled || !NlpError.is(error, 'out-of-memory')) throw error
      this.#growTo(least)
    }
  }

  reset(): void {
    if (this.#address !== undefined) this.#kernel.memory.release(this.#address)
    this.#address = undefined
    this.#capacity = 0
    this.length = 0
  }

  /** A failure changes nothing. Mostly the memory after the region is free, so nothing has to be copied. */
  #growTo(capacity: number): void {
    const { memory, functions } = this.#kernel
    const { headSize } = this.#description
    const room = functions.attentionRoom(headSize, capacity) * this.#workers
    const bytes = this.#regions * this.#regionBytes(capacity) + room
    const old = this.#address
    if (old === undefined) this.#address = memory.allocate(bytes)
    else if (memory.extend(old, bytes)) this.#move(old, old, capacity)
    else {
      this.#address = memory.allocate(bytes)
      this.#move(old, this.#address, capacity)
      memory.release(old)
    }
    this.#capacity = capacity
  }

  get #regions(): number {
    return this.#description.layers * this.#description.keyHeads
  }

  #keyBytes(capacity: number): number {
    return matrixBytes({ format: 'eight-bits', rows: capacity, columns: this.#keyColumns })
  }

  /** A key has whole blocks of numbers. */
  get #keyColumns(): number {
    return Math.ceil(this.#description.headSize / BLOCK) * BLOCK
  }

  #regionBytes(capacity: number): number {
    return this.#keyBytes(capacity) + capacity * (this.#description.headSize + 4)
  }

  /** From the last part to the first, because the parts may move within one region of memory. */
  #move(from: number, to: number, capacity: number): void {
    const { memory } = this.#kernel
    const bytes = memory.bytes(0, memory.size)
    const old = this.#capacity
    const copy = (source: number, target: number, size: number) => bytes.copyWithin(target, source, source + size)
    for (let region = this.#regions - 1; region >= 0; region -= 1) {
      const source = from + region * this.#regionBytes(old)
      const target = to + region * this.#regionBytes(capacity)
      const [values, moved] = [source + this.#keyBytes(old), target + this.#keyBytes(capacity)]
      // The values lie in groups of four columns, and the scales have the size of such a group.
      for (let group = this.#description.headSize / 4; group >= 0; group -= 1) {
        copy(values + group * old * 4, moved + group * capacity * 4, old * 4)
      }
      copy(source, target, this.#keyBytes(old))
    }
  }
}
