import { BLOCK, blockBytes, type Matrix, type MatrixFormat, placeOf } from './matrix.js'
import type { KernelMemory } from './memory.js'

/** The words of four bytes in which a block of a row is packed. */
const WORDS: Readonly<Record<MatrixFormat, number>> = { 'four-bits': 4, 'four-bits-with-minimum': 4, 'eight-bits': 8 }

/** A row of weights, as the kernels read it. Readers of files fill the same row again and again. */
export interface WeightRow {
  /** The bits of the 16-bit scale of each block. */
  readonly scales: Uint16Array
  /** The bits of the 16-bit minimum of each block, which only one of the formats has. */
  readonly minima: Uint16Array
  /**
   * In 8 bits a word has four columns. In 4 bits a word has eight: four in the low halves of its bytes, and the next
   * four in the high halves.
   */
  readonly words: Int32Array
  /** The same memory as `words`. In 8 bits these are the numbers in the order of their columns. */
  readonly numbers: Int8Array
}

function makeRow(format: MatrixFormat, columns: number): WeightRow {
  const blocks = columns / BLOCK
  const words = new Int32Array(blocks * WORDS[format])
  return {
    scales: new Uint16Array(blocks),
    minima: new Uint16Array(blocks),
    words,
    numbers: new Int8Array(words.buffer),
  }
}

/**
 * Fills a matrix row after row. `read` writes a row into the given one. Whole words are moved, because a write for each
 * byte would take most of the time in which a model loads.
 */
export function packRows(memory: KernelMemory, matrix: Matrix, read: (row: number, to: WeightRow) => void): void {
  const { format, rows, columns, address, bytes } = matrix
  const { buffer } = memory.memory
  const halves = new Uint16Array(buffer, address, bytes / 2)
  const packed = new Int32Array(buffer, address, bytes / 4)
  const line = makeRow(format, columns)
  const { scales, minima, words } = line
  const step = blockBytes(format)
  const ofBlock = WORDS[format]
  const hasMinimum = format === 'four-bits-with-minimum'
  for (let row = 0; row < rows; row += 1) {
    read(row, line)
    const { scale, numbers } = placeOf(matrix, row, 0)
    for (let block = 0; block < scales.length; block += 1) {
      const half = (scale + block * step) / 2
      halves[half] = scales[block] as number
      if (hasMinimum) halves[half + 4] = minima[block] as number
      const from = block * ofBlock
      const to = (numbers + block * step) / 4
      for (let word = 0; word < ofBlock; word += 1) packed[to + word * 4] = words[from + word] as number
    }
  }
}
