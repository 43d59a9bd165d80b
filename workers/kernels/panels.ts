import type { EncoderKernel } from './encoder-functions.js'
import type { KernelMemory } from './memory.js'

/** How weights are packed for the kernels of encoders: see `assembly/multiply-rows.ts`. */
export type PanelFormat = 'four-bits' | 'seven-bits' | 'eight-bits'

const ROWS = 8
const HEADER = 96
const PACKED_BLOCK = 16 + 128

/** A weight of 4 bits is unpacked to a number around this one. */
export const FOUR_BITS_MIDDLE = 64

/** The count of columns must be a multiple of this. */
export const COLUMN_STEP: Readonly<Record<PanelFormat, number>> = {
  'four-bits': 32,
  'seven-bits': 16,
  'eight-bits': 16,
}

/** A matrix in panels of eight rows. Each row gives one result. */
export interface PanelMatrix {
  readonly format: PanelFormat
  readonly rows: number
  readonly columns: number
  readonly address: number
  readonly bytes: number
}

/** The numbers by which the product of a row becomes its result. */
export interface RowTerms {
  readonly scale: number
  /** The stored number that means zero. */
  readonly zero: number
  readonly bias: number
}

/** Allocates a matrix whose numbers are all zero. */
export function allocatePanels(
  memory: KernelMemory,
  { format, rows, columns }: { readonly format: PanelFormat; readonly rows: number; readonly columns: number },
): PanelMatrix {
  if (rows % ROWS !== 0) throw new RangeError(`\`rows\` must be a multiple of ${ROWS}, got ${rows}`)
  const step = COLUMN_STEP[format]
  if (columns % step !== 0) throw new RangeError(`\`columns\` must be a multiple of ${step}, got ${columns}`)
  const bytes = (rows / ROWS) * panelBytes(format, columns)
  const address = memory.allocate(bytes)
  memory.bytes(address, bytes).fill(0)
  return { format, rows, columns, address, bytes }
}

const panelBytes = (format: PanelFormat, columns: number): number =>
  HEADER + (format === 'four-bits' ? (columns / 32) * PACKED_BLOCK : columns * ROWS)

/** The place of a row's numbers within the bytes of its matrix. */
function placeOf({ format, columns }: PanelMatrix, row: number) {
  return { panel: Math.floor(row / ROWS) * panelBytes(format, columns), lane: row % ROWS }
}

export function writeTerms(memory: KernelMemory, matrix: PanelMatrix, row: number, terms: RowTerms): void {
  const { panel, lane } = placeOf(matrix, row)
  const header = memory.floats(matrix.address + panel, HEADER / 4)
  header[lane] = terms.scale
  header[ROWS + lane] = terms.zero
  header[2 * ROWS + lane] = terms.bias
}

/**
 * Writes weights of one byte, all columns of all rows. `numbers` has a line of `width` numbers for each column, and the
 * first row of the matrix is number `first` of each line. `shift` is added to each number.
 */
export function writeBytes(
  memory: KernelMemory,
  matrix: PanelMatrix,
  { numbers, width, from, rows, shift }: ByteWeights,
): void {
  const { columns } = matrix
  const size = panelBytes(matrix.format, columns)
  const bytes = memory.bytes(matrix.address, matrix.bytes)
  for (let column = 0; column < columns; column += 1) {
    const place = HEADER + (column >> 2) * 32 + (column & 3)
    const line = column * width
    for (let row = 0; row < rows; row += 1) {
      const to = from + row
      bytes[(to >> 3) * size + place + (to & 7) * 4] = (numbers[line + row] as number) + shift
    }
  }
}

export interface ByteWeights {
  /** A line of `width` numbers for each column; the first number of a line belongs to the first row. */
  readonly numbers: Uint8Array | Int8Array
  readonly width: number
  /** The row of the matrix at which the weights begin. */
  readonly from: number
  readonly rows: number
  /** Added to each number, so that none is negative. */
  readonly shift: number
}

/** A ratio has this many steps from one whole number to the next. */
const RATIO_STEPS = 2048

/** Larger ratios do not fit 16 bits. */
export const LARGEST_RATIO = 15.99

/** Writes a column of 4-bit numbers from 0 to 15, for the rows from `from` on. The matrix must be empty before. */
export function writeFourBits(
  memory: KernelMemory,
  matrix: PanelMatrix,
  { column, line, from }: { readonly column: number; readonly line: Uint8Array; readonly from: number },
): void {
  const bytes = memory.bytes(matrix.address, matrix.bytes)
  const size = panelBytes(matrix.format, matrix.columns)
  const place = HEADER + (column >> 5) * PACKED_BLOCK + 16 + (column & 15)
  // The later half of 32 columns lies in the upper halves of the bytes.
  const shift = column & 16 ? 4 : 0
  for (let index = 0; index < line.length; index += 1) {
    const row = from + index
    const at = (row >> 3) * size + place + (row & 7) * 16
    bytes[at] = (bytes[at] as number) | ((line[index] as number) << shift)
  }
}

/** Writes the ratios of the whole weights to the numbers, for each 32 columns of these rows. */
export function writeRatios(
  memory: KernelMemory,
  matrix: PanelMatrix,
  {
    from,
    rows,
    ratioAt,
  }: { readonly from: number; readonly rows: number; ratioAt(row: number, block: number): number },
): void {
  const halves = new Uint16Array(memory.memory.buffer, matrix.address, matrix.bytes / 2)
  for (let row = 0; row < rows; row += 1) {
    const { panel, lane } = placeOf(matrix, from + row)
    for (let block = 0; block < matrix.columns / 32; block += 1) {
      halves[(panel + HEADER + block * PACKED_BLOCK) / 2 + lane] = Math.round(ratioAt(row, block) * RATIO_STEPS)
    }
  }
}

type MultiplyName = 'multiplyPackedRows' | 'multiplySevenBitRows' | 'multiplyRows'

const MULTIPLY: Readonly<Record<PanelFormat, MultiplyName>> = {
  'four-bits': 'multiplyPackedRows',
  'seven-bits': 'multiplySevenBitRows',
  'eight-bits': 'multiplyRows',
}

/** The name of the function that multiplies by a matrix of this format. */
export function multiplyName({ product }: Pick<EncoderKernel, 'product'>, format: PanelFormat): MultiplyName {
  // Weights of 7 and of 8 bits lie in memory alike, and the product of 7 bits takes half the time.
  return MULTIPLY[format === 'eight-bits' && product === 'eight-bits' ? 'seven-bits' : format]
}

/** The last argument of that function. */
export const stepsOf = ({ product }: Pick<EncoderKernel, 'product'>): number => (product === 'steps' ? 1 : 0)
