import { halfToNumber } from '../kernels/half-float.js'
import { corruptOnnx, type Fields } from './fields.js'

/** The types of numbers by their code in the file, with the bits of one number. */
const TYPES = {
  1: { name: 'float32', bits: 32 },
  2: { name: 'uint8', bits: 8 },
  3: { name: 'int8', bits: 8 },
  4: { name: 'uint16', bits: 16 },
  5: { name: 'int16', bits: 16 },
  6: { name: 'int32', bits: 32 },
  7: { name: 'int64', bits: 64 },
  9: { name: 'bool', bits: 8 },
  10: { name: 'float16', bits: 16 },
  11: { name: 'float64', bits: 64 },
  12: { name: 'uint32', bits: 32 },
  13: { name: 'uint64', bits: 64 },
  16: { name: 'bfloat16', bits: 16 },
  21: { name: 'uint4', bits: 4 },
  22: { name: 'int4', bits: 4 },
} as const

type TypeCode = keyof typeof TYPES

/** A type of numbers. Texts and all types that a model for text does not use are `other`. */
export type NumberType = (typeof TYPES)[TypeCode]['name'] | 'other'

export interface OnnxTensor {
  readonly name: string
  readonly type: NumberType
  readonly shape: readonly number[]
  /** The count of numbers. */
  readonly size: number
  readonly place: TensorPlace
}

/** The place of the numbers: in this file, or in a file beside it. Numbers in the file are a view of it. */
type TensorPlace =
  | { readonly kind: 'inside'; readonly bytes: Uint8Array }
  | { readonly kind: 'beside'; readonly file: string; readonly offset: number; readonly bytes: number }

export const numberTypeOf = (code: number): NumberType => TYPES[code as TypeCode]?.name ?? 'other'

const BITS: ReadonlyMap<NumberType, number> = new Map(Object.values(TYPES).map(({ name, bits }) => [name, bits]))

const bitsOf = (type: NumberType): number => BITS.get(type) ?? 0

/** Reads a tensor and checks that its numbers fill its shape. */
export function readTensor(fields: Fields, file: string): OnnxTensor {
  let name = ''
  let type: NumberType = 'other'
  let raw: Uint8Array | undefined
  let isBeside = false
  const shape: number[] = []
  const floats: Uint8Array[] = []
  const wide: Uint8Array[] = []
  const integers: bigint[] = []
  const beside = new Map<string, string>()
  while (fields.next()) {
    if (fields.field === 1) shape.push(...fields.integers().map((size) => dimension(fields, size)))
    else if (fields.field === 2) type = numberTypeOf(fields.count())
    else if (fields.field === 4) floats.push(fields.fixed(4))
    else if (fields.field === 5 || fields.field === 7 || fields.field === 11) append(integers, fields.integers())
    else if (fields.field === 8) name = fields.text()
    else if (fields.field === 9) raw = fields.bytes()
    else if (fields.field === 10) wide.push(fields.fixed(8))
    else if (fields.field === 13) readPair(fields.message(), beside)
    else if (fields.field === 14) isBeside = fields.count() === 1
  }
  const size = shape.reduce((product, each) => product * each, 1)
  const bytes = Math.ceil((size * bitsOf(type)) / 8)
  if (!Number.isSafeInteger(size * 8)) throw fields.corrupt(`tensor ${name} has the shape ${shape.join(' x ')}`)
  if (isBeside)
    return { name, type, shape, size, place: besidePlace(fields, name, beside, type === 'other' ? undefined : bytes) }
  const inside = raw ?? joined(floats) ?? joined(wide) ?? toBytes(integers, type)
  if (type !== 'other' && inside.length !== bytes) {
    throw corruptOnnx(file, `tensor ${name} has ${inside.length} bytes, and its shape needs ${bytes}`)
  }
  return { name, type, shape, size, place: { kind: 'inside', bytes: inside } }
}

/** The bytes of a tensor. `beside` holds the files that the graph names, each by its name in the graph. */
export function tensorBytes(tensor: OnnxTensor, file: string, beside: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const { place } = tensor
  if (place.kind === 'inside') return place.bytes
  const data = beside.get(place.file)
  if (data === undefined) throw corruptOnnx(file, `the file ${place.file} in the same folder is missing`)
  if (place.offset + place.bytes > data.length) {
    throw corruptOnnx(place.file, `tensor ${tensor.name} is beyond the end of the file`)
  }
  return data.subarray(place.offset, place.offset + place.bytes)
}

/** The numbers of a type, decoded. Meant for vectors and small tables: a large matrix would take eight bytes a number. */
export function toNumbers(type: NumberType, bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(Math.floor((bytes.length * 8) / (bitsOf(type) || 8)))
  decodeNumbers(type, bytes, numbers)
  return numbers
}

/** Fills `out` with the numbers of a type. */
export function decodeNumbers(type: NumberType, bytes: Uint8Array, out: Float64Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Tables of words have these types. A call for each number would take most of the time of a short text.
  if (type === 'uint8') out.set(bytes)
  else if (type === 'int8') out.set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length))
  else if (type === 'float32') {
    for (let index = 0; index < out.length; index += 1) out[index] = view.getFloat32(index * 4, true)
  } else {
    const read = READERS[type]
    for (let index = 0; index < out.length; index += 1) out[index] = read(view, index)
  }
}

const READERS: Readonly<Record<NumberType, (view: DataView, index: number) => number>> = {
  float32: (view, index) => view.getFloat32(index * 4, true),
  float64: (view, index) => view.getFloat64(index * 8, true),
  float16: (view, index) => halfToNumber(view.getUint16(index * 2, true)),
  bfloat16: (view, index) => upperHalf(view.getUint16(index * 2, true)),
  uint8: (view, index) => view.getUint8(index),
  bool: (view, index) => view.getUint8(index),
  int8: (view, index) => view.getInt8(index),
  uint16: (view, index) => view.getUint16(index * 2, true),
  int16: (view, index) => view.getInt16(index * 2, true),
  uint32: (view, index) => view.getUint32(index * 4, true),
  int32: (view, index) => view.getInt32(index * 4, true),
  uint64: (view, index) => Number(view.getBigUint64(index * 8, true)),
  int64: (view, index) => Number(view.getBigInt64(index * 8, true)),
  uint4: (view, index) => (view.getUint8(index >> 1) >> ((index & 1) * 4)) & 15,
  int4: (view, index) => ((view.getUint8(index >> 1) >> ((index & 1) * 4)) << 28) >> 28,
  other: () => Number.NaN,
}

const exchange = new DataView(new ArrayBuffer(4))

/** A bfloat16 is the upper half of a 32-bit float. */
function upperHalf(bits: number): number {
  exchange.setUint16(0, bits)
  return exchange.getFloat32(0)
}

function dimension(fields: Fields, size: bigint): number {
  if (size < 0n || size > 0xffff_ffffn) throw fields.corrupt(`a tensor has a side of ${size}`)
  return Number(size)
}

/** One by one: a spread call with a million values would overflow the stack. */
function append(to: bigint[], values: readonly bigint[]): void {
  for (const value of values) to.push(value)
}

function joined(parts: readonly Uint8Array[]): Uint8Array | undefined {
  if (parts.length < 2) return parts[0]
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Lists of whole numbers hold small types too, each number as wide as in the widest type. */
function toBytes(integers: readonly bigint[], type: NumberType): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((integers.length * bitsOf(type)) / 8))
  const view = new DataView(bytes.buffer)
  const width = bitsOf(type)
  for (const [index, value] of integers.entries()) {
    if (width === 64) view.setBigInt64(index * 8, value, true)
    else if (width === 32) view.setInt32(index * 4, Number(BigInt.asIntN(32, value)), true)
    else if (width === 16) view.setInt16(index * 2, Number(BigInt.asIntN(16, value)), true)
    else if (width === 8) view.setInt8(index, Number(BigInt.asIntN(8, value)))
  }
  return bytes
}

function readPair(fields: Fields, pairs: Map<string, string>): void {
  let key = ''
  let value = ''
  while (fields.next()) {
    if (fields.field === 1) key = fields.text()
    else if (fields.field === 2) value = fields.text()
  }
  pairs.set(key, value)
}

function besidePlace(
  fields: Fields,
  name: string,
  pairs: ReadonlyMap<string, string>,
  needed: number | undefined,
): TensorPlace {
  const file = pairs.get('location') ?? ''
  const offset = Number(pairs.get('offset') ?? 0)
  const bytes = Number(pairs.get('length') ?? needed ?? 0)
  // A name with a folder could reach files outside the model.
  if (!/^[\w.-]+$/.test(file) || file.startsWith('.')) {
    throw fields.corrupt(`tensor ${name} refers to a file called ${JSON.stringify(file)}`)
  }
  if (bytes !== (needed ?? bytes) || !(bytes >= 0 && offset >= 0 && Number.isSafeInteger(offset + bytes))) {
    throw fields.corrupt(`tensor ${name} has ${bytes} bytes at ${offset} of ${file}, and its shape needs ${needed}`)
  }
  return { kind: 'beside', file, offset, bytes }
}
