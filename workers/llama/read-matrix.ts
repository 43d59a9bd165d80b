import { NlpError } from '../../src/shared/errors.js'
import type { GgufTensor } from '../gguf/read-gguf.js'
import { superScales } from '../gguf/tensor-format.js'
import { bitsAt, halfToNumber, numberToHalf } from '../kernels/half-float.js'
import { allocateMatrix, BLOCK, type Matrix, type MatrixFormat } from '../kernels/matrix.js'
import type { KernelMemory } from '../kernels/memory.js'
import { packBlock } from '../kernels/pack.js'

/**
 * The kernels take the numbers of these formats unchanged. Numbers of all other formats are rounded to 8 bits, with one
 * scale for 32 numbers.
 */
const FORMATS: Readonly<Record<string, MatrixFormat>> = {
  Q4_0: 'four-bits',
  Q4_1: 'four-bits-with-minimum',
  Q4_K: 'four-bits-with-minimum',
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
  const { columns, rows, format, name } = tensor
  if (columns % BLOCK !== 0) {
    throw new NlpError(
      'unsupported',
      `Rows of ${name} have ${columns} numbers, and tacet needs a multiple of ${BLOCK}.`,
    )
  }
  const matrix = allocateMatrix(memory, { format: FORMATS[format.name] ?? 'eight-bits', rows, columns })
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
  const { name } = tensor.format
  if (name === 'Q4_0') return fourBits(tensor, 2)
  if (name === 'Q4_1') return fourBits(tensor, 4)
  if (name === 'Q4_K') return fourBitsOfSuperBlocks(tensor)
  return name === 'Q8_0' ? eightBits(tensor) : rounded(tensor)
}

function fourBits({ bytes, columns, format }: GgufTensor, header: number): BlockReader {
  const numbers = new Uint8Array(BLOCK)
  const blocks = columns / BLOCK
  return (row, block) => {
    const at = (row * blocks + block) * format.blockBytes
    for (let index = 0; index < 16; index += 1) {
      const packed = bytes[at + header + index] as number
      numbers[index] = packed & 15
      numbers[index + 16] = packed >> 4
    }
    return { scale: bitsAt(bytes, at), minimum: header === 4 ? bitsAt(bytes, at + 2) : 0, numbers }
  }
}

function fourBitsOfSuperBlocks({ bytes, columns, format }: GgufTensor): BlockReader {
  const numbers = new Uint8Array(BLOCK)
  const superBlocks = columns / format.block
  return (row, block) => {
    const at = (row * superBlocks + (block >> 3)) * format.blockBytes
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

function eightBits({ bytes, columns, format }: GgufTensor): BlockReader {
  const blocks = columns / BLOCK
  return (row, block) => {
    const at = (row * blocks + block) * format.blockBytes
    return { scale: bitsAt(bytes, at), minimum: 0, numbers: bytes.subarray(at + 2, at + 2 + BLOCK) }
  }
}

/** Decodes whole rows, because blocks of the file may be longer than the kernels' blocks. */
function rounded({ bytes, columns, format }: GgufTensor): BlockReader {
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
