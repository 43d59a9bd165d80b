import { NlpError } from '../../src/shared/errors.js'
import type { GgufTensor } from '../gguf/read-gguf.js'
import { superScales, tensorFormat } from '../gguf/tensor-format.js'
import { halfToNumber, numberToHalf } from '../kernels/half-float.js'
import { allocateMatrix, BLOCK, type Matrix, type MatrixFormat } from '../kernels/matrix.js'
import type { KernelMemory } from '../kernels/memory.js'
import { packBlock } from '../kernels/pack.js'

const Q4_0 = 2
const Q4_1 = 3
const Q8_0 = 8
const Q4_K = 12

/**
 * The kernels take the numbers of these formats unchanged. Numbers of all other formats are rounded to 8 bits, with one
 * scale for 32 numbers.
 */
const FORMATS: Readonly<Record<number, MatrixFormat>> = {
  [Q4_0]: 'four-bits',
  [Q4_1]: 'four-bits-with-minimum',
  [Q4_K]: 'four-bits-with-minimum',
}

/**
 * Copies a tensor into the memory of the kernels, in the order of the kernels. `rowFrom` gives the row of the file for
 * each place.
 */
export function readMatrix(
  memory: KernelMemory,
  tensor: GgufTensor,
  rowFrom: (row: number) => number = (row) => row,
): Matrix {
  const { columns, rows, type, name } = tensor
  if (columns % BLOCK !== 0) {
    throw new NlpError(
      'unsupported',
      `Rows of ${name} have ${columns} numbers, and tacet needs a multiple of ${BLOCK}.`,
    )
  }
  const matrix = allocateMatrix(memory, { format: FORMATS[type] ?? 'eight-bits', rows, columns })
  const bytes = memory.bytes(matrix.address, matrix.bytes)
  const read = blockReader(tensor)
  for (let row = 0; row < rows; row += 1) {
    const from = rowFrom(row)
    for (let block = 0; block < columns / BLOCK; block += 1) packBlock(bytes, matrix, row, block, read(from, block))
  }
  return matrix
}

type BlockReader = (row: number, block: number) => { scale: number; minimum: number; numbers: Uint8Array | Int8Array }

function blockReader(tensor: GgufTensor): BlockReader {
  if (tensor.type === Q4_0) return fourBits(tensor, 18, 2)
  if (tensor.type === Q4_1) return fourBits(tensor, 20, 4)
  if (tensor.type === Q4_K) return fourBitsOfSuperBlocks(tensor)
  return tensor.type === Q8_0 ? eightBits(tensor) : rounded(tensor)
}

const bitsAt = (bytes: Uint8Array, at: number) => (bytes[at] as number) | ((bytes[at + 1] as number) << 8)

function fourBits({ bytes, columns }: GgufTensor, size: number, header: number): BlockReader {
  const numbers = new Uint8Array(BLOCK)
  const blocks = columns / BLOCK
  return (row, block) => {
    const at = (row * blocks + block) * size
    for (let index = 0; index < 16; index += 1) {
      const packed = bytes[at + header + index] as number
      numbers[index] = packed & 15
      numbers[index + 16] = packed >> 4
    }
    return { scale: bitsAt(bytes, at), minimum: header === 4 ? bitsAt(bytes, at + 2) : 0, numbers }
  }
}

function fourBitsOfSuperBlocks({ bytes, columns }: GgufTensor): BlockReader {
  const numbers = new Uint8Array(BLOCK)
  const superBlocks = columns / 256
  return (row, block) => {
    const at = (row * superBlocks + (block >> 3)) * 144
    const part = block & 7
    const { scale, minimum } = superScales(bytes, at + 4, part)
    for (let index = 0; index < BLOCK; index += 1) {
      const packed = bytes[at + 16 + (part >> 1) * BLOCK + index] as number
      numbers[index] = part & 1 ? packed >> 4 : packed & 15
    }
    return {
      scale: numberToHalf(halfToNumber(bitsAt(bytes, at)) * scale),
      minimum: numberToHalf(-halfToNumber(bitsAt(bytes, at + 2)) * minimum),
      numbers,
    }
  }
}

function eightBits({ bytes, columns }: GgufTensor): BlockReader {
  const blocks = columns / BLOCK
  return (row, block) => {
    const at = (row * blocks + block) * 34
    return { scale: bitsAt(bytes, at), minimum: 0, numbers: bytes.subarray(at + 2, at + 34) }
  }
}

/** Decodes whole rows, because blocks of the file may be longer than the kernels' blocks. */
function rounded({ bytes, columns, type, name }: GgufTensor): BlockReader {
  const format = tensorFormat(type)
  if (format === undefined) throw new RangeError(`Tensor ${name} has the unknown type ${type}`)
  const values = new Float32Array(columns)
  const numbers = new Int8Array(BLOCK)
  const perRow = columns / format.block
  let decoded = -1
  return (row, block) => {
    if (row !== decoded) {
      for (let index = 0; index < perRow; index += 1) {
        format.decode(bytes, (row * perRow + index) * format.blockBytes, values, index * format.block)
      }
      decoded = row
    }
    return { ...round(values.subarray(block * BLOCK, (block + 1) * BLOCK), numbers), minimum: 0 }
  }
}

function round(values: Float32Array, numbers: Int8Array) {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  const scale = numberToHalf(most / 127)
  // The numbers are divided by the stored scale, which has fewer digits.
  const step = halfToNumber(scale)
  for (let index = 0; index < values.length; index += 1) {
    const number = step === 0 ? 0 : Math.round((values[index] as number) / step)
    numbers[index] = Math.max(-127, Math.min(127, number))
  }
  return { scale, numbers }
}
