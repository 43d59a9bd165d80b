import { NlpError } from '../../src/shared/errors.js'

/** The error of a file that is not a readable graph. */
export function corruptOnnx(file: string, reason: string): NlpError {
  return new NlpError('model-corrupt', `${file} is not a readable ONNX file: ${reason}. Download it again.`, {
    details: { file },
  })
}

const VARINT = 0
const EIGHT_BYTES = 1
const BYTES = 2
const FOUR_BYTES = 5

/**
 * Walks over the fields of a protobuf message, in the order of the file. `next()` goes to the next field. Each value is
 * read by the function of its kind, and a value of another kind is refused. Nothing is read past the message.
 */
export class Fields {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #file: string
  #at = 0
  #kind = VARINT
  #valueAt = 0
  #valueLength = 0
  /** The number of the field at which the walk stands. */
  field = 0

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#file = file
  }

  /** Goes to the next field. Returns false at the end of the message. */
  next(): boolean {
    if (this.#at === this.#bytes.length) return false
    const tag = Number(this.#varint())
    this.field = Math.floor(tag / 8)
    this.#kind = tag % 8
    if (this.field === 0) throw this.corrupt('a field has the number 0')
    this.#valueAt = this.#at
    if (this.#kind === VARINT) this.#varint()
    else if (this.#kind === EIGHT_BYTES) this.#skip(8)
    else if (this.#kind === FOUR_BYTES) this.#skip(4)
    else if (this.#kind === BYTES) {
      const length = Number(this.#varint())
      this.#valueAt = this.#at
      this.#skip(length)
    } else throw this.corrupt(`a field is of kind ${this.#kind}, which is not known`)
    this.#valueLength = this.#at - this.#valueAt
    return true
  }

  /** The bytes of a text, a message or packed numbers, as a view of the file. */
  bytes(): Uint8Array {
    this.#expect(BYTES)
    return this.#bytes.subarray(this.#valueAt, this.#valueAt + this.#valueLength)
  }

  text(): string {
    return new TextDecoder().decode(this.bytes())
  }

  /** The fields of the message that this field holds. */
  message(): Fields {
    return new Fields(this.bytes(), this.#file)
  }

  /** A whole number with a sign. */
  integer(): bigint {
    this.#expect(VARINT)
    return BigInt.asIntN(64, this.#varintAt(this.#valueAt).value)
  }

  /** A whole number that must fit a number of JavaScript and must not be negative: a size, a type, a count. */
  count(): number {
    const value = this.integer()
    if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.corrupt(`a size is ${value}`)
    return Number(value)
  }

  float(): number {
    this.#expect(FOUR_BYTES)
    return this.#view.getFloat32(this.#valueAt, true)
  }

  /** One whole number, or all packed numbers of the field. */
  integers(): readonly bigint[] {
    if (this.#kind === VARINT) return [this.integer()]
    const end = this.#valueAt + this.bytes().length
    const values: bigint[] = []
    for (let at = this.#valueAt; at < end; ) {
      const { value, next } = this.#varintAt(at)
      if (next > end) throw this.corrupt('a number reaches beyond its list')
      values.push(BigInt.asIntN(64, value))
      at = next
    }
    return values
  }

  /** The bytes of one number of fixed size, or of all packed numbers of the field. */
  fixed(size: 4 | 8): Uint8Array {
    if (this.#kind !== BYTES) this.#expect(size === 4 ? FOUR_BYTES : EIGHT_BYTES)
    if (this.#valueLength % size !== 0) throw this.corrupt('a list of numbers ends in the middle of a number')
    return this.#bytes.subarray(this.#valueAt, this.#valueAt + this.#valueLength)
  }

  corrupt(reason: string): NlpError {
    return corruptOnnx(this.#file, reason)
  }

  #expect(kind: number): void {
    if (this.#kind !== kind) throw this.corrupt(`field ${this.field} is of kind ${this.#kind} and should be ${kind}`)
  }

  #skip(bytes: number): void {
    if (bytes > this.#bytes.length - this.#at) throw this.corrupt('it ends in the middle of a value')
    this.#at += bytes
  }

  #varint(): bigint {
    const { value, next } = this.#varintAt(this.#at)
    this.#at = next
    return value
  }

  #varintAt(from: number): { readonly value: bigint; readonly next: number } {
    let value = 0
    let at = from
    // Most numbers are small. Large ones need more bits than a number of JavaScript has for its operators.
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte(at)
      at += 1
      value |= (byte & 127) << shift
      if (byte < 128) return { value: BigInt(value), next: at }
    }
    let large = BigInt(value)
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte(at)
      at += 1
      large |= BigInt(byte & 127) << shift
      if (byte < 128) return { value: BigInt.asUintN(64, large), next: at }
    }
    throw this.corrupt('a number has more than ten bytes')
  }

  #byte(at: number): number {
    const byte = this.#bytes[at]
    if (byte === undefined) throw this.corrupt('it ends in the middle of a number')
    return byte
  }
}
