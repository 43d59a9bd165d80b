import { bitsAt, halfToNumber } from './half-float.js'
import { BLOCK, type Matrix, placeOf } from './matrix.js'
import type { KernelMemory } from './memory.js'

/** Writes a row of a packed matrix as floats, times `factor`. Word vectors are read with it. */
export function unpackRow(memory: KernelMemory, matrix: Matrix, row: number, out: Float32Array, factor: number): void {
  const bytes = memory.bytes(matrix.address, matrix.bytes)
  for (let block = 0; block < matrix.columns / BLOCK; block += 1) {
    const { scale: scaleAt, numbers } = placeOf(matrix, row, block)
    const half = (offset: number) => halfToNumber(bitsAt(bytes, scaleAt + offset))
    const scale = half(0)
    const to = block * BLOCK
    if (matrix.format === 'eight-bits') {
      for (let column = 0; column < BLOCK; column += 1) {
        const number = bytes[numbers + (column >> 2) * 16 + (column & 3)] as number
        out[to + column] = factor * scale * ((number << 24) >> 24)
      }
      continue
    }
    const least = matrix.format === 'four-bits' ? -8 * scale : half(8)
    for (let column = 0; column < BLOCK; column += 1) {
      const packed = bytes[numbers + (column >> 3) * 16 + (column & 3)] as number
      out[to + column] = factor * (scale * (column & 4 ? packed >> 4 : packed & 15) + least)
    }
  }
}
