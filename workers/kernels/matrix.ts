import type { KernelFunctions, Multiply } from './kernel-functions.js'
import type { KernelMemory } from './memory.js'

/** How the weights of a matrix are packed for the kernels: see `assembly/multiply.ts`. */
export type MatrixFormat = 'four-bits' | 'four-bits-with-minimum' | 'eight-bits'

/** Count of numbers that share a scale. */
export const BLOCK = 32

/** The size in bytes of a block of four rows: the scales, the minima or the sums of weights, then the weights. */
const BLOCK_BYTES: Readonly<Record<MatrixFormat, number>> = {
  'four-bits': 8 + 64,
  'four-bits-with-minimum': 16 + 64,
  'eight-bits': 16 + 128,
}

export interface Matrix {
  readonly format: MatrixFormat
  readonly rows: number
  readonly columns: number
  readonly address: number
  readonly bytes: number
}

/** The number of rows, rounded up to whole pairs of groups of four. A product writes this many results per token. */
export const paddedRows = (rows: number): number => Math.ceil(rows / 8) * 8

/** Allocates a matrix whose weights are all zero. */
export function allocateMatrix(
  memory: KernelMemory,
  { format, rows, columns }: { readonly format: MatrixFormat; readonly rows: number; readonly columns: number },
): Matrix {
  if (columns % BLOCK !== 0) throw new RangeError(`\`columns\` must be a multiple of ${BLOCK}, got ${columns}`)
  const bytes = (paddedRows(rows) / 4) * (columns / BLOCK) * BLOCK_BYTES[format]
  const address = memory.allocate(bytes)
  memory.bytes(address, bytes).fill(0)
  return { format, rows, columns, address, bytes }
}

/** The address of a row's block, and the row's place among the four rows of its group. */
export function placeOf({ format, columns }: Pick<Matrix, 'format' | 'columns'>, row: number, block: number) {
  const group = row >> 2
  return { at: (group * (columns / BLOCK) + block) * BLOCK_BYTES[format], lane: row & 3 }
}

export function multiplyOf(functions: KernelFunctions, format: MatrixFormat): Multiply {
  if (format === 'four-bits') return functions.multiplyFourBits
  return format === 'eight-bits' ? functions.multiplyEightBits : functions.multiplyFourBitsWithMinimum
}
