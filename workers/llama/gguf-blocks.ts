import type { GgufTensor } from '../gguf/read-gguf.js'
import { superScales } from '../gguf/tensor-format.js'
import { bitsAt, halfToNumber, numberToHalf } from '../kernels/half-float.js'
import { BLOCK, type MatrixFormat } from '../kernels/matrix.js'
import type { Blocks } from './blocks.js'
import { roundBlock } from './round-block.js'

/**
 * The kernels take the numbers of these formats unchanged. Numbers of all other formats are rounded to 8 bits, with one
 * scale for 32 numbers.
 */
const FORMATS: Readonly<Record<string, MatrixFormat>> = {
  Q4_0: 'four-bits',
  Q4_1: 'four-bits-with-minimum',
  Q4_K: 'four-bits-with-minimum',
}

/** The blocks of a tensor, in the format of the kernels that keeps most of its precision. */
export function ggufBlocks(tensor: GgufTensor): Blocks {
  const { name, columns, rows, format } = tensor
  return { name, rows, columns, format: FORMATS[format.name] ?? 'eight-bits', read: blockReader(tensor) }
}

type BlockReader = Blocks['read']

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
    return roundBlock(values.subarray(block * BLOCK, (block + 1) * BLOCK), numbers)
  }
}
