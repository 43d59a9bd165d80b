import { NlpError } from '../../src/shared/errors.js'
import { halfToNumber } from '../kernels/half-float.js'

/** The suffix of the name of a weights file that the folder holds packed. */
export const PACKED = '.q4'

const MAGIC = 'Q4W1'
/** Number of rows of a column that share a ratio. */
const GROUP = 32
/** The range of seven bits, because products of eight-bit numbers overflow on processors without dot products. */
const LIMIT = 63

/**
 * Unpacks a file of four-bit numbers into the int8 weights that a graph expects. The packed file is half as large.
 * Unpacking happens once per load and takes a tenth of a second. A graph that unpacks its weights itself takes a
 * gigabyte of memory for it.
 *
 * After the magic comes the count of matrices, then the rows and columns of each. A matrix has its numbers from 0 to
 * 15, each stored as its value plus eight, with two rows in a byte. A ratio in half precision for every 32 rows of a
 * column follows.
 */
export function unpackWeights(packed: Uint8Array, path: string): Uint8Array {
  const matrices = readPacked(packed, path)
  const weights = new Int8Array(matrices.reduce((sum, { rows, columns }) => sum + rows * columns, 0))
  for (const matrix of matrices) {
    weights.set(unpackMatrix(matrix), matrix.offset)
  }
  return new Uint8Array(weights.buffer)
}

/** A matrix in a packed file. */
export interface PackedMatrix {
  readonly rows: number
  readonly columns: number
  /** The place of the matrix among the unpacked weights. */
  readonly offset: number
  /** Two numbers a byte: the lower half belongs to an even row, and the upper half to the row behind. */
  readonly numbers: Uint8Array
  /** The ratio of each column for each `GROUP` rows, in half precision. */
  readonly ratios: DataView
}

/** Finds the matrices of a packed file, as views of it. */
export function readPacked(packed: Uint8Array, path: string): readonly PackedMatrix[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const shapes = readShapes(packed, view)
  const expected = shapes?.reduce((sum, shape) => sum + packedSize(shape), 8 + 8 * shapes.length)
  if (shapes === undefined || expected !== packed.byteLength) {
    throw new NlpError('model-corrupt', `${path} is not a file of packed weights. Download the model again.`)
  }
  let from = 8 + 8 * shapes.length
  let offset = 0
  return shapes.map(({ rows, columns }) => {
    const size = rows * columns
    const ratiosFrom = from + size / 2
    const matrix = {
      rows,
      columns,
      offset,
      numbers: packed.subarray(from, ratiosFrom),
      ratios: new DataView(packed.buffer, packed.byteOffset + ratiosFrom, (2 * size) / GROUP),
    }
    from += packedSize({ rows, columns })
    offset += size
    return matrix
  })
}

/** The whole numbers of a packed matrix, row after row. */
export function unpackMatrix({ rows, columns, numbers, ratios: stored }: PackedMatrix): Int8Array {
  const halves = halfPrecision()
  const weights = new Int8Array(rows * columns)
  const ratios = new Float64Array(columns)
  for (let row = 0; row < rows; row += 2) {
    if (row % GROUP === 0) {
      for (let column = 0; column < columns; column += 1) {
        ratios[column] = halves[stored.getUint16(2 * ((row / GROUP) * columns + column), true)] as number
      }
    }
    const start = (row / 2) * columns
    const target = row * columns
    for (let column = 0; column < columns; column += 1) {
      const pair = numbers[start + column] as number
      const ratio = ratios[column] as number
      weights[target + column] = clipped(((pair & 15) - 8) * ratio)
      weights[target + columns + column] = clipped(((pair >> 4) - 8) * ratio)
    }
  }
  return weights
}

interface Shape {
  readonly rows: number
  readonly columns: number
}

const packedSize = ({ rows, columns }: Shape) => (rows * columns) / 2 + (2 * rows * columns) / GROUP

function readShapes(packed: Uint8Array, view: DataView): Shape[] | undefined {
  if (packed.length < 8 || String.fromCharCode(...packed.subarray(0, 4)) !== MAGIC) return undefined
  const count = view.getUint32(4, true)
  if (packed.length < 8 + 8 * count) return undefined
  return Array.from({ length: count }, (_, index) => ({
    rows: view.getUint32(8 + 8 * index, true),
    columns: view.getUint32(12 + 8 * index, true),
  }))
}

/** Rounds like the exporter: a half goes up. */
function clipped(value: number): number {
  return Math.max(-LIMIT, Math.min(LIMIT, Math.floor(value + 0.5)))
}

let table: Float32Array | undefined

/** The value of each number in half precision, by its bits. A look-up is many times faster than decoding the bits. */
function halfPrecision(): Float32Array {
  table ??= Float32Array.from({ length: 0x1_0000 }, (_, bits) => halfToNumber(bits))
  return table
}
