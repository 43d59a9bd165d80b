import type { GgufTensor } from '../gguf/read-gguf.js'
import { superScales } from '../gguf/tensor-format.js'
import { bitsAt, halfToNumber, numberToHalf } from '../kernels/half-float.js'
import { BLOCK, type MatrixFormat } from '../kernels/matrix.js'
import type { Blocks } from './blocks.js'
import { roundRow } from './round-block.js'

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
  return { name, rows, columns, format: FORMATS[format.name] ?? 'eight-bits', readRow: rowReader(tensor) }
}

type RowReader = Blocks['readRow']

function rowReader(tensor: GgufTensor): RowReader {
  const { name } = tensor.format
  if (name === 'Q4_0') return fourBits(tensor, 2)
  if (name === 'Q4_1') return fourBits(tensor, 4)
  if (name === 'Q4_K') return fourBitsOfSuperBlocks(tensor)
  return name === 'Q8_0' ? eightBits(tensor) : rounded(tensor)
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength)

/** The low halves of the four bytes of a word. */
const LOW = 0x0f0f0f0f

/** The bytes of the file hold the first sixteen numbers of a block in their low halves, and the others in their high halves. */
function fourBits({ bytes, columns, format }: GgufTensor, header: number): RowReader {
  const view = viewOf(bytes)
  const { blockBytes } = format
  const blocks = columns / BLOCK
  return (row, { scales, minima, words }) => {
    for (let block = 0; block < blocks; block += 1) {
      const at = (row * blocks + block) * blockBytes
      scales[block] = view.getUint16(at, true)
      if (header === 4) minima[block] = view.getUint16(at + 2, true)
      const to = block * 4
      for (let pair = 0; pair < 2; pair += 1) {
        const one = view.getInt32(at + header + pair * 8, true)
        const other = view.getInt32(at + header + pair * 8 + 4, true)
        words[to + pair] = (one & LOW) | ((other & LOW) << 4)
        words[to + 2 + pair] = ((one >>> 4) & LOW) | (other & ~LOW)
      }
    }
  }
}

function fourBitsOfSuperBlocks({ bytes, columns, format }: GgufTensor): RowReader {
  const view = viewOf(bytes)
  const { blockBytes } = format
  const superBlocks = columns / format.block
  return (row, { scales, minima, words }) => {
    for (let block = 0; block < columns / BLOCK; block += 1) {
      const at = (row * superBlocks + (block >> 3)) * blockBytes
      const part = block & 7
      const { scale, minimum } = superScales(bytes, at + 4, part)
      scales[block] = numberToHalf(halfToNumber(bitsAt(bytes, at)) * scale)
      minima[block] = numberToHalf(-halfToNumber(bitsAt(bytes, at + 2)) * minimum)
      const from = at + 16 + (part >> 1) * BLOCK
      const shift = part & 1 ? 4 : 0
      for (let word = 0; word < 4; word += 1) {
        const one = view.getInt32(from + word * 8, true) >>> shift
        const other = view.getInt32(from + word * 8 + 4, true) >>> shift
        words[block * 4 + word] = (one & LOW) | ((other & LOW) << 4)
      }
    }
  }
}

function eightBits({ bytes, columns, format }: GgufTensor): RowReader {
  const view = viewOf(bytes)
  const { blockBytes } = format
  const blocks = columns / BLOCK
  return (row, { scales, words }) => {
    for (let block = 0; block < blocks; block += 1) {
      const at = (row * blocks + block) * blockBytes
      scales[block] = view.getUint16(at, true)
      for (let word = 0; word < 8; word += 1) words[block * 8 + word] = view.getInt32(at + 2 + word * 4, true)
    }
  }
}

/** Decodes whole rows, because blocks of the file may be longer than the kernels' blocks. */
function rounded({ bytes, columns, format }: GgufTensor): RowReader {
  const values = new Float32Array(columns)
  const perRow = columns / format.block
  return (row, to) => {
    for (let index = 0; index < perRow; index += 1) {
      format.decode(bytes, (row * perRow + index) * format.blockBytes, values, index * format.block)
    }
    roundRow(values, to)
  }
}
