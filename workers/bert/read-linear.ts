import { bitsAt, halfToNumber, numberToHalf } from '../kernels/half-float.js'
import type { KernelMemory } from '../kernels/memory.js'
import {
  allocatePanels,
  COLUMN_STEP,
  FOUR_BITS_MIDDLE,
  LARGEST_RATIO,
  type PanelFormat,
  type PanelMatrix,
  writeBytes,
  writeFourBits,
  writeRatios,
  writeTerms,
} from '../kernels/panels.js'
import { type PackedMatrix, unpackMatrix } from '../model-files/unpack-weights.js'
import type { LinearMatch } from './match-linear.js'
import { allNumbers, type TabledNumbers } from './whole-weights.js'

/** The packed matrices of each file beside the graph, by the name of the file in the graph. */
export type PackedMatrices = ReadonlyMap<string, readonly PackedMatrix[]>

/** 4-bit weights in the form of the kernels: numbers from 0 to 15, and the ratio of each 32 columns of a row. */
interface FourBitPart {
  readonly format: 'four-bits'
  /** Writes the numbers of all rows in this column. */
  readLine(column: number, line: Uint8Array): void
  ratioAt(row: number, block: number): number
  readonly scaleOf: (row: number) => number
  readonly zeroOf: (row: number) => number
}

interface BytePart {
  readonly format: 'seven-bits' | 'eight-bits'
  readonly numbers: Uint8Array | Int8Array
  readonly width: number
  readonly shift: number
  readonly scaleOf: (row: number) => number
  readonly zeroOf: (row: number) => number
}

/** The columns of a matrix, and the used part of its rows. */
type Part = (FourBitPart | BytePart) & { readonly match: LinearMatch }

/** The reason why the kernels cannot use these weights, or undefined. */
export function unfitLinear({ weights, from, rows }: LinearMatch): string | undefined {
  const step = COLUMN_STEP['eight-bits']
  if (rows % 8 !== 0 || from % 8 !== 0) return `a matrix gives ${rows} numbers, which is not a multiple of 8`
  if (weights.columns % step !== 0)
    return `a matrix reads ${weights.columns} numbers, which is not a multiple of ${step}`
  if (weights.kind === 'blocks' && weights.block % 32 !== 0) return `its weights are in blocks of ${weights.block}`
  return undefined
}

/** Copies weights into the memory of the kernels, several matrices with the same input one below the other. */
export function readLinear(memory: KernelMemory, matches: readonly LinearMatch[], files: PackedMatrices): PanelMatrix {
  const parts = matches.map((match): Part => ({ ...partOf(match, files), match }))
  const format = widest(parts.map((part) => part.format))
  const rows = matches.reduce((sum, match) => sum + match.rows, 0)
  const matrix = allocatePanels(memory, { format, rows, columns: matches[0]?.weights.columns ?? 0 })
  let start = 0
  for (const part of parts) {
    writePart(memory, matrix, start, part.format === 'four-bits' && format !== 'four-bits' ? widened(part) : part)
    start += part.match.rows
  }
  return matrix
}

function widest(formats: readonly PanelFormat[]): PanelFormat {
  if (formats.includes('eight-bits')) return 'eight-bits'
  return formats.includes('seven-bits') ? 'seven-bits' : 'four-bits'
}

function writePart(memory: KernelMemory, matrix: PanelMatrix, start: number, part: Part): void {
  const { rows, from, bias, weights } = part.match
  for (let row = 0; row < rows; row += 1) {
    writeTerms(memory, matrix, start + row, {
      scale: part.scaleOf(from + row),
      zero: part.zeroOf(from + row),
      bias: bias?.length === 1 ? (bias[0] as number) : (bias?.[from + row] ?? 0),
    })
  }
  if (part.format !== 'four-bits') {
    const { numbers, width, shift } = part
    writeBytes(memory, matrix, { numbers: numbers.subarray(from), width, from: start, rows, shift })
    return
  }
  const line = new Uint8Array(weights.rows)
  for (let column = 0; column < weights.columns; column += 1) {
    part.readLine(column, line)
    writeFourBits(memory, matrix, { column, line: line.subarray(from, from + rows), from: start })
  }
  writeRatios(memory, matrix, { from: start, rows, ratioAt: (row, block) => part.ratioAt(from + row, block) })
}

function partOf(match: LinearMatch, files: PackedMatrices): FourBitPart | BytePart {
  const { weights, scales } = match
  const scaleOf = (row: number) => (scales.length === 1 ? scales[0] : scales[row]) as number
  if (weights.kind === 'blocks') return blocksPart(weights)
  const zeroOf = (row: number) => (weights.zeros.length === 1 ? weights.zeros[0] : weights.zeros[row]) as number
  if (weights.numbers instanceof Uint8Array || weights.numbers instanceof Int8Array) {
    return bytesPart(weights.numbers, weights, scaleOf, zeroOf)
  }
  if ('tables' in weights.numbers) {
    const { numbers } = weights
    return tablesPart(numbers, weights, scaleOf, zeroOf) ?? bytesPart(allNumbers(numbers), weights, scaleOf, zeroOf)
  }
  const { file, offset } = weights.numbers
  const packed = files.get(file)?.find((each) => each.offset === offset)
  if (packed?.rows !== weights.columns || packed.columns !== weights.rows) {
    throw new RangeError(`${file} has no matrix of ${weights.columns} x ${weights.rows} at ${offset}`)
  }
  return packedPart(packed, scaleOf, zeroOf) ?? bytesPart(unpackMatrix(packed), weights, scaleOf, zeroOf)
}

function bytesPart(
  numbers: Uint8Array | Int8Array,
  { rows: width, columns }: { readonly rows: number; readonly columns: number },
  scaleOf: (row: number) => number,
  zeroOf: (row: number) => number,
): FourBitPart | BytePart {
  let least = 0
  let most = 0
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index] as number
    if (number < least) least = number
    else if (number > most) most = number
  }
  if (most - least < 16 && columns % 32 === 0) {
    return {
      format: 'four-bits',
      readLine: (column, line) => {
        const start = column * width
        for (let row = 0; row < width; row += 1) line[row] = (numbers[start + row] as number) - least
      },
      ratioAt: () => 1,
      scaleOf,
      zeroOf: (row) => zeroOf(row) - least - 8 + FOUR_BITS_MIDDLE,
    }
  }
  const format = most - least < 128 ? 'seven-bits' : 'eight-bits'
  return { format, numbers, width, shift: -least, scaleOf, zeroOf: (row) => zeroOf(row) - least }
}

/** 4-bit weights that the graph itself unpacks from bytes. */
function tablesPart(
  { bytes, tables }: TabledNumbers,
  { rows: width, columns }: { readonly rows: number; readonly columns: number },
  scaleOf: (row: number) => number,
  zeroOf: (row: number) => number,
): FourBitPart | undefined {
  const isUsed = new Uint8Array(256)
  for (let index = 0; index < bytes.length; index += 1) isUsed[bytes[index] as number] = 1
  const numbers = tables.flatMap((table) => [...table.filter((_, byte) => isUsed[byte] === 1)])
  const [least, most] = [Math.min(0, ...numbers), Math.max(0, ...numbers)]
  if (most - least >= 16 || columns % 32 !== 0) return undefined
  const codes = tables.map((table) => Uint8Array.from(table, (number) => number - least))
  const perTable = columns / tables.length
  return {
    format: 'four-bits',
    readLine(column, line) {
      const table = Math.floor(column / perTable)
      const codeOf = codes[table] as Uint8Array
      const start = (column - table * perTable) * width
      for (let row = 0; row < width; row += 1) line[row] = codeOf[bytes[start + row] as number] as number
    },
    ratioAt: () => 1,
    scaleOf,
    zeroOf: (row) => zeroOf(row) - least - 8 + FOUR_BITS_MIDDLE,
  }
}

function packedPart(
  { columns: width, numbers, ratios }: PackedMatrix,
  scaleOf: (row: number) => number,
  zeroOf: (row: number) => number,
): FourBitPart | undefined {
  const bytes = new Uint8Array(ratios.buffer, ratios.byteOffset, ratios.byteLength)
  const most = numberToHalf(LARGEST_RATIO)
  // Without its sign, a larger 16-bit float has larger bits.
  for (let at = 0; at < bytes.length; at += 2) if ((bitsAt(bytes, at) & 0x7fff) > most) return undefined
  return {
    format: 'four-bits',
    readLine: (column, line) => {
      const start = (column >> 1) * width
      const shift = column & 1 ? 4 : 0
      for (let row = 0; row < width; row += 1) line[row] = ((numbers[start + row] as number) >> shift) & 15
    },
    ratioAt: (row, group) => halfToNumber(bitsAt(bytes, 2 * (group * width + row))),
    scaleOf,
    zeroOf: (row) => zeroOf(row) + FOUR_BITS_MIDDLE,
  }
}

/** The largest of the whole numbers into which 4-bit numbers with many scales are rounded. */
const LARGEST_WHOLE = 63

/** The scales of a row become ratios to the largest of them, so that one scale serves the whole row. */
function blocksPart({
  rows,
  columns,
  block,
  numbers,
  scales,
}: Extract<LinearMatch['weights'], { kind: 'blocks' }>): FourBitPart {
  const perRow = columns / block
  const steps = Float64Array.from({ length: rows }, (_, row) => {
    const largest = scales
      .subarray(row * perRow, (row + 1) * perRow)
      .reduce((most, scale) => Math.max(most, Math.abs(scale)), 0)
    return (largest * 8) / LARGEST_WHOLE
  })
  return {
    format: 'four-bits',
    readLine: (column, line) => {
      const shift = column & 1 ? 4 : 0
      for (let row = 0; row < rows; row += 1) {
        line[row] = ((numbers[(row * columns + column) >> 1] as number) >> shift) & 15
      }
    },
    ratioAt: (row, group) => {
      const scale = scales[row * perRow + Math.floor((group * 32) / block)] as number
      return steps[row] === 0 ? 0 : scale / (steps[row] as number)
    },
    scaleOf: (row) => steps[row] as number,
    zeroOf: () => FOUR_BITS_MIDDLE,
  }
}

/** The same weights with a byte for each, for a matrix whose other parts need more than 4 bits. */
function widened(part: FourBitPart & { readonly match: LinearMatch }): Part {
  const { rows: width, columns } = part.match.weights
  const numbers = new Uint8Array(width * columns)
  for (let column = 0; column < columns; column += 1) {
    const line = numbers.subarray(column * width, (column + 1) * width)
    part.readLine(column, line)
    for (let row = 0; row < width; row += 1) {
      const value = Math.floor(((line[row] as number) - 8) * part.ratioAt(row, column >> 5) + 0.5)
      line[row] = Math.max(-LARGEST_WHOLE, Math.min(LARGEST_WHOLE, value)) + FOUR_BITS_MIDDLE
    }
  }
  const { scaleOf, zeroOf, match } = part
  return { format: 'seven-bits', numbers, width, shift: 0, scaleOf, zeroOf, match }
}
