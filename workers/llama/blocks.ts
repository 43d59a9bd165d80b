import { BLOCK, type MatrixFormat } from '../kernels/matrix.js'
import type { WeightBlock } from '../kernels/pack.js'

/**
 * A matrix as its file stores it, read in blocks of 32 numbers. Nothing is copied before a block is read, and a block is
 * valid only until the next one is read.
 */
export interface Blocks {
  /** The name of the matrix in its file. */
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** The format of the kernels that these blocks are for. */
  readonly format: MatrixFormat
  readonly read: (row: number, block: number) => WeightBlock
}

/** Some of the rows. Some files keep several matrices as one. */
export function rowsOf(blocks: Blocks, first: number, rows: number): Blocks {
  return { ...blocks, rows, read: (row, block) => blocks.read(first + row, block) }
}

/** The same rows in another order: `rowFrom` gives the row of the file for each place. */
export function reordered(blocks: Blocks, rowFrom: (row: number) => number): Blocks {
  return { ...blocks, read: (row, block) => blocks.read(rowFrom(row), block) }
}

/** Whether the rows consist of whole blocks. The kernels read nothing else. */
export const fillsBlocks = (columns: number): boolean => columns % BLOCK === 0
