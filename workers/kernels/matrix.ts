import type { KernelFunctions, Multiply } from './kernel-functions.js'
import type { KernelMemory } from './memory.js'

/** How the weights of a matrix are packed for the kernels: see `assembly/multiply-four-bits.ts`. */
export type MatrixFormat = 'four-bits' | 'four-bits-with-minimum' | 'eight-bits'

/** Count of numbers that share a scale. */
export const BLOCK = 32

/** Count of rows whose weights lie together. */
const GROUP = 4

/** The bytes of a block of four rows before its weights: the scales, and the minima where the format has them. */
const HEADER_BYTES: Readonly<Record<MatrixFormat, number>> = {
  'four-bits': GROUP * 2,
  'four-bits-with-minimum': GROUP * 4,
  'eight-bits': GROUP * 2,
}

const BITS: Readonly<Record<MatrixFormat, number>> = { 'four-bits': 4, 'four-bits-with-minimum': 4, 'eight-bits': 8 }

export interface Matrix {
  readonly format: MatrixFormat
  readonly rows: number
  readonly columns: number
  readonly address: number
  readonly bytes: number
}

/** The number of rows, rounded up to whole pairs of groups. A product writes this many results per token. */
export const paddedRows = (rows: number): number => Math.ceil(rows / 8) * 8

/** Allocates a matrix whose weights are all zero. */
export function allocateMatrix(
  memory: KernelMemory,
  { format, rows, columns }: { readonly format: MatrixFormat; readonly rows: number; readonly columns: number },
): Matrix {
  if (columns % BLOCK !== 0) throw new RangeError(`\`columns\` must be a multiple of ${BLOCK}, got ${columns}`)
  const bytes = matrixBytes({ format, rows, columns })
  const address = memory.allocate(bytes)
  memory.bytes(address, bytes).fill(0)
  return { format, rows, columns, address, bytes }
}

export function matrixBytes({ format, rows, columns }: Pick<Matrix, 'format' | 'rows' | 'columns'>): number {
  return (paddedRows(rows) / GROUP) * (columns / BLOCK) * blockBytes(format)
}

export interface Place {
  /** The place of the row's scale. Its minimum lies 8 bytes behind. */
  readonly scale: number
  /** The place of the row's first four weights. Each later register is 16 bytes behind the one before. */
  readonly numbers: number
}

/** The places of a row's block in a matrix. */
export function placeOf({ format, columns }: Pick<Matrix, 'format' | 'columns'>, row: number, block: number): Place {
  const inGroup = row % GROUP
  const at = (((row - inGroup) / GROUP) * (columns / BLOCK) + block) * blockBytes(format)
  return { scale: at + inGroup * 2, numbers: at + HEADER_BYTES[format] + inGroup * 4 }
}

/** The bytes of 32 columns of four rows. */
export function blockBytes(format: MatrixFormat): number {
  return HEADER_BYTES[format] + (GROUP * BLOCK * BITS[format]) / 8
}

/** The names of the functions that multiply by a matrix. */
export const MULTIPLY = {
  'four-bits': 'multiplyFourBits',
  'four-bits-with-minimum': 'multiplyFourBitsWithMinimum',
  'eight-bits': 'multiplyEightBits',
} as const satisfies Readonly<Record<MatrixFormat, keyof KernelFunctions>>

export function multiplyOf(functions: KernelFunctions, format: MatrixFormat): Multiply {
  return functions[MULTIPLY[format]]
}
