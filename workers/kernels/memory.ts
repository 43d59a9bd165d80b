import { NlpError } from '../../src/shared/errors.js'

const PAGE = 65_536

/** The number of pages that 32-bit addresses reach. */
const MOST_PAGES = 65_536

/** A register holds sixteen bytes, and a line of the processor's cache holds four times as many. */
const ALIGNMENT = 64

/** Reads of whole registers may go past the end of a region. */
const SLACK = 64

/** The bytes that a region of this size takes. */
export const regionBytes = (bytes: number): number => Math.ceil((bytes + SLACK) / ALIGNMENT) * ALIGNMENT

interface Region {
  readonly address: number
  readonly bytes: number
}

/**
 * The memory of one model's kernels. Each use creates new views, because growing the memory empties earlier views.
 * Closing a model drops its whole memory.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory
  /** Address 0 stays unused, so that a forgotten address is not taken for a valid one. */
  #end = ALIGNMENT
  #free: Region[] = []
  readonly #sizes = new Map<number, number>()

  /** `shared` lets several workers compute in the memory. */
  constructor({ shared = false }: { readonly shared?: boolean } = {}) {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared })
  }

  /** Allocates this many bytes and returns their address. */
  allocate(bytes: number): number {
    const size = regionBytes(bytes)
    const found = this.#free.find((region) => region.bytes === size)
    const address = found === undefined ? this.#extend(size) : found.address
    if (found !== undefined) this.#free = this.#free.filter((region) => region !== found)
    this.#sizes.set(address, size)
    return address
  }

  /**
   * Makes room for regions of this many bytes together. The browser takes each growth for a reason to collect garbage,
   * and a model with hundreds of matrices would spend most of its load on this.
   */
  reserve(bytes: number): void {
    this.#growTo(this.#end + bytes)
  }

  /** Makes a region larger at its place. Returns false, and does nothing, where another region lies behind it. */
  extend(address: number, bytes: number): boolean {
    if (address + this.#sizeOf(address) !== this.#end) return false
    const size = regionBytes(bytes)
    this.#growTo(address + size)
    this.#sizes.set(address, size)
    this.#end = address + size
    return true
  }

  /** Gives a region back: for any regions where nothing lies behind it, and otherwise for later regions of the same size. */
  release(address: number): void {
    this.#free.push({ address, bytes: this.#sizeOf(address) })
    this.#sizes.delete(address)
    for (let last = this.#lastFree(); last !== undefined; last = this.#lastFree()) {
      this.#end = last.address
      this.#free = this.#free.filter((region) => region !== last)
    }
  }

  #lastFree(): Region | undefined {
    return this.#free.find(({ address, bytes }) => address + bytes === this.#end)
  }

  floats(address: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer as ArrayBuffer, address, count)
  }

  bytes(address: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer as ArrayBuffer, address, count)
  }

  /** Copies floats into their own region. */
  keep(values: Float32Array): number {
    const address = this.allocate(values.byteLength)
    this.floats(address, values.length).set(values)
    return address
  }

  get size(): number {
    return this.memory.buffer.byteLength
  }

  #sizeOf(address: number): number {
    const size = this.#sizes.get(address)
    if (size === undefined) throw new RangeError(`\`address\` must be one that allocate() gave, got ${address}`)
    return size
  }

  #extend(size: number): number {
    const address = this.#end
    this.#growTo(address + size)
    this.#end = address + size
    return address
  }

  #growTo(bytes: number): void {
    const pages = Math.ceil(bytes / PAGE) - this.size / PAGE
    if (pages <= 0) return
    try {
      this.memory.grow(pages)
    } catch (cause) {
      const needed = Math.round(bytes / 1e6)
      throw new NlpError(
        'out-of-memory',
        `The model needs ${needed} MB, and the browser gives it no more memory. Choose a smaller model or close others.`,
        { cause },
      )
    }
  }
}
