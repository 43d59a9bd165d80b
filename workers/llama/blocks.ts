import { BLOCK, type MatrixFormat } from '../kernels/matrix.js'
import type { WeightRow } from '../kernels/pack.js'

/** A matrix as its file stores it. Nothing is copied before a row is read. */
export interface Blocks {
  /** The name of the matrix in its file. */
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** The format of the kernels that these blocks are for. */
  readonly format: MatrixFormat
  /** Writes a row in the form of the kernels. */
  readonly readRow: (row: number, to: WeightRow) => void
}

/** Some of the rows. Some files keep several matrices as one. */
export function rowsOf(blocks: Blocks, first: number, rows: number): Blocks {
  return { ...blocks, rows, readRow: (row, to) => blocks.readRow(first + row, to) }
}

/** The same rows in another order: `rowFrom` gives the row of the file for each place. */
export function reordered(blocks: Blocks, rowFrom: (row: number) => number): Blocks {
  return { ...blocks, readRow: (row, to) => blocks.readRow(rowFrom(row), to) }
}

/** Whether the rows consist of whole blocks. The kernels read nothing else. */
export const fillsBlocks = (columns: number): boolean => columns % BLOCK === 0
