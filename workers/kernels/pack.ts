import { BLOCK, type Matrix, placeOf } from './matrix.js'

/**
 * 32 weights of a row as whole numbers, with the bits of their 16-bit scale. The format with a minimum has the bits of
 * the minimum too.
 */
export interface WeightBlock {
  readonly scale: number
  readonly minimum: number
  readonly numbers: Uint8Array | Int8Array
}

/** Writes a block of a row to its place. `memory` holds the bytes of the matrix. */
export function packBlock(memory: Uint8Array, matrix: Matrix, row: number, block: number, weights: WeightBlock): void {
  const place = placeOf(matrix, row, block)
  writeHalf(memory, place.scale, weights.scale)
  if (matrix.format === 'four-bits-with-minimum') writeHalf(memory, place.scale + 8, weights.minimum)
  if (matrix.format === 'eight-bits') packEight(memory, place.numbers, weights.numbers)
  else packFour(memory, place.numbers, weights.numbers)
}

/** Packs four columns into the low halves of four bytes, and the next four into the high halves. */
function packFour(memory: Uint8Array, at: number, numbers: Uint8Array | Int8Array): void {
  for (let eighth = 0; eighth < 4; eighth += 1) {
    for (let column = 0; column < 4; column += 1) {
      const low = numbers[eighth * 8 + column] as number
      const high = numbers[eighth * 8 + 4 + column] as number
      memory[at + eighth * 16 + column] = low | (high << 4)
    }
  }
}

function packEight(memory: Uint8Array, at: number, numbers: Uint8Array | Int8Array): void {
  for (let column = 0; column < BLOCK; column += 1) {
    memory[at + (column >> 2) * 16 + (column & 3)] = numbers[column] as number
  }
}

function writeHalf(memory: Uint8Array, at: number, bits: number): void {
  memory[at] = bits & 255
  memory[at + 1] = (bits >> 8) & 255
}
