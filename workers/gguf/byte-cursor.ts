import { NlpError } from '../../src/shared/errors.js'

/** Reads the numbers and names of a GGUF file one after the other, and never past its end. */
export class ByteCursor {
  readonly #view: DataView
  readonly #file: string
  at = 0

  constructor(bytes: Uint8Array, file: string) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#file = file
  }

  get left(): number {
    return this.#view.byteLength - this.at
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  i8(): number {
    return this.#view.getInt8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  i16(): number {
    return this.#view.getInt16(this.#take(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true)
  }

  f32(): number {
    return this.#view.getFloat32(this.#take(4), true)
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  i64(): number {
    return Number(this.#view.getBigInt64(this.#take(8), true))
  }

  /** A count of things or bytes, which must be a whole number that JavaScript can hold. */
  u64(): number {
    const value = Number(this.#view.getBigUint64(this.#take(8), true))
    if (!Number.isSafeInteger(value)) throw this.corrupt(`a number is too large (${value})`)
    return value
  }

  text(): string {
    const length = this.u64()
    const from = this.#take(length)
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + from, length))
  }

  corrupt(reason: string): NlpError {
    return new NlpError('model-corrupt', `${this.#file} is not a readable GGUF file: ${reason}. Download it again.`, {
      details: { file: this.#file },
    })
  }

  #take(bytes: number): number {
    if (bytes > this.left) throw this.corrupt(`it ends at byte ${this.#view.byteLength}, in the middle of a value`)
    const from = this.at
    this.at += bytes
    return from
  }
}
