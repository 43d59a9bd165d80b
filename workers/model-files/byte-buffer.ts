/**
 * The bytes of one file as they arrive. The buffer is allocated once when the size is known, and doubled as needed
 * otherwise.
 */
export class ByteBuffer {
  #buffer: Uint8Array<ArrayBuffer>
  #length = 0

  constructor(bytes: number | undefined) {
    this.#buffer = new Uint8Array(bytes ?? 1 << 16)
  }

  get length(): number {
    return this.#length
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length)
  }

  append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2))
      larger.set(this.bytes)
      this.#buffer = larger
    }
    this.#buffer.set(chunk, this.#length)
    this.#length = needed
  }

  clear(): void {
    this.#length = 0
  }
}
