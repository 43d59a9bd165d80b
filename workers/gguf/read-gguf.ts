import { NlpError } from '../../src/shared/errors.js'
import { ByteCursor } from './byte-cursor.js'
import { otherFormat, type TensorFormat, tensorFormat } from './tensor-format.js'

export type MetadataValue = number | boolean | string | readonly MetadataValue[]

export interface GgufTensor {
  readonly name: string
  /** The numbers in each row. A vector has one row. */
  readonly columns: number
  readonly rows: number
  readonly format: TensorFormat
  readonly bytes: Uint8Array
}

export interface GgufFile {
  readonly name: string
  readonly metadata: ReadonlyMap<string, MetadataValue>
  readonly tensors: ReadonlyMap<string, GgufTensor>
}

const MAGIC = 0x46554747

/** A file with more entries would be no model but an attempt to use up memory. */
const MOST_ENTRIES = 1_000_000

/** The deepest nesting of lists in a real file. */
const DEEPEST = 4

/**
 * Reads a GGUF file: its metadata, and the place of each tensor. The tensors are views of `bytes`, not copies. The file
 * is not trusted: every place is checked before it is read.
 */
export function readGguf(bytes: Uint8Array, name: string): GgufFile {
  const cursor = new ByteCursor(bytes, name)
  if (bytes.length < 24 || cursor.u32() !== MAGIC) throw cursor.corrupt('it does not begin with GGUF')
  const version = cursor.u32()
  if (version !== 2 && version !== 3) throw cursor.corrupt(`its version is ${version}, and 2 and 3 are known`)
  const tensorCount = countOf(cursor, 'tensors')
  const metadataCount = countOf(cursor, 'entries')
  const metadata = new Map<string, MetadataValue>()
  for (let index = 0; index < metadataCount; index += 1) metadata.set(cursor.text(), readValue(cursor, cursor.u32(), 0))
  const places = Array.from({ length: tensorCount }, () => readPlace(cursor))
  const start = alignedEnd(cursor, metadata)
  const tensors = new Map<string, GgufTensor>()
  for (const { tensor, columns, rows, type, offset } of places) {
    const format = formatOf(cursor, name, tensor, type)
    const { block, blockBytes } = format
    if (columns % block !== 0) throw cursor.corrupt(`rows of ${tensor} do not end with a block of ${block} numbers`)
    const length = (columns / block) * blockBytes * rows
    const from = start + offset
    if (!Number.isSafeInteger(from + length) || from + length > bytes.length) {
      throw cursor.corrupt(`tensor ${tensor} is beyond the end of the file`)
    }
    if (tensors.has(tensor)) throw cursor.corrupt(`tensor ${tensor} is there twice`)
    tensors.set(tensor, { name: tensor, columns, rows, format, bytes: bytes.subarray(from, from + length) })
  }
  return { name, metadata, tensors }
}

function countOf(cursor: ByteCursor, what: string): number {
  const count = cursor.u64()
  // An entry takes at least 13 bytes, so a count that the file cannot hold is refused before anything is allocated.
  if (count > MOST_ENTRIES || count * 13 > cursor.left) throw cursor.corrupt(`it claims to have ${count} ${what}`)
  return count
}

function readPlace(cursor: ByteCursor) {
  const tensor = cursor.text()
  const dimensions = cursor.u32()
  if (dimensions < 1 || dimensions > 4) throw cursor.corrupt(`tensor ${tensor} has ${dimensions} dimensions`)
  const sizes = Array.from({ length: dimensions }, () => cursor.u64())
  const [columns = 0, ...others] = sizes
  const rows = others.reduce((product, size) => product * size, 1)
  if (sizes.includes(0) || !Number.isSafeInteger(columns * rows)) {
    throw cursor.corrupt(`tensor ${tensor} has the shape ${sizes.join(' x ')}`)
  }
  return { tensor, columns, rows, type: cursor.u32(), offset: cursor.u64() }
}

function formatOf(cursor: ByteCursor, file: string, tensor: string, type: number): TensorFormat {
  const format = tensorFormat(type)
  if (format !== undefined) return format
  const other = otherFormat(type)
  if (other === undefined) throw cursor.corrupt(`tensor ${tensor} is stored in a form that is not known (${type})`)
  throw new NlpError(
    'unsupported',
    `${file} stores tensor ${tensor} as ${other}, which tacet does not read. Choose a file of the model in Q4_0, Q4_K_M, ` +
      'Q6_K or Q8_0.',
    { details: { file } },
  )
}

function alignedEnd(cursor: ByteCursor, metadata: ReadonlyMap<string, MetadataValue>): number {
  const given = metadata.get('general.alignment') ?? 32
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || given > 65_536) {
    throw cursor.corrupt(`its alignment is ${String(given)}`)
  }
  return Math.ceil(cursor.at / given) * given
}

function readValue(cursor: ByteCursor, type: number, depth: number): MetadataValue {
  if (type === 8) return cursor.text()
  if (type === 9) return readList(cursor, depth)
  const read = NUMBERS[type]
  if (read === undefined) throw cursor.corrupt(`a value is of kind ${type}, which is not known`)
  return read(cursor)
}

const NUMBERS: Readonly<Record<number, (cursor: ByteCursor) => number | boolean>> = {
  0: (cursor) => cursor.u8(),
  1: (cursor) => cursor.i8(),
  2: (cursor) => cursor.u16(),
  3: (cursor) => cursor.i16(),
  4: (cursor) => cursor.u32(),
  5: (cursor) => cursor.i32(),
  6: (cursor) => cursor.f32(),
  7: (cursor) => cursor.u8() !== 0,
  10: (cursor) => cursor.u64(),
  11: (cursor) => cursor.i64(),
  12: (cursor) => cursor.f64(),
}

function readList(cursor: ByteCursor, depth: number): readonly MetadataValue[] {
  if (depth === DEEPEST) throw cursor.corrupt(`lists lie more than ${DEEPEST} deep in each other`)
  const type = cursor.u32()
  const length = cursor.u64()
  if (length > cursor.left) throw cursor.corrupt(`it claims to have a list of ${length} values`)
  const values: MetadataValue[] = []
  for (let index = 0; index < length; index += 1) values.push(readValue(cursor, type, depth + 1))
  return values
}
