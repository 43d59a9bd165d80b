import { bitsAt, halfToNumber, numberToHalf } from '../../kernels/half-float.js'
import { BLOCK } from '../../kernels/matrix.js'
import type { OnnxNode } from '../../onnx/read-onnx.js'
import type { OnnxTensor } from '../../onnx/tensor.js'
import type { Blocks } from '../blocks.js'
import { roundBlock, roundRow } from '../round-block.js'
import { type Graph, numberOf, UnknownGraph } from './graph.js'

/** Numbers that are stored in groups with a scale and a zero point each, as `MatMulNBits` and `GatherBlockQuantized` take them. */
interface Groups {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly bits: number
  readonly group: number
  readonly codes: OnnxTensor
  readonly scales: OnnxTensor
  readonly zeros: OnnxTensor | undefined
}

/** The matrix of a `MatMulNBits` node. */
export function groupedMatrix(graph: Graph, node: OnnxNode): Blocks {
  const [, codes = '', scales = '', zeros = '', order = ''] = node.inputs
  if (order !== '') throw new UnknownGraph(`stores ${codes} in another order of its columns`)
  return groupedBlocks(graph, {
    ...constants(graph, codes, scales, zeros),
    rows: numberOf(node, 'N', 0),
    columns: numberOf(node, 'K', 0),
    bits: numberOf(node, 'bits', 4),
    group: numberOf(node, 'block_size', 0),
  })
}

/** The table of a `GatherBlockQuantized` node. */
export function groupedTable(graph: Graph, node: OnnxNode): Blocks {
  const [codes = '', , scales = '', zeros = ''] = node.inputs
  const stored = constants(graph, codes, scales, zeros)
  const bits = numberOf(node, 'bits', 4)
  const [rows = 0] = stored.codes.shape
  const stride = stored.codes.size / rows
  const perByte = stored.codes.type === 'uint8' ? 8 / bits : 1
  const axis = numberOf(node, 'quantize_axis', 1)
  if (numberOf(node, 'gather_axis', 0) !== 0 || (axis !== 1 && axis !== -1) || !/^uint[48]$/.test(stored.codes.type)) {
    throw new UnknownGraph(`stores the table ${codes} in a form that the kernels do not know`)
  }
  return groupedBlocks(graph, {
    ...stored,
    rows,
    columns: stride * perByte,
    bits,
    group: numberOf(node, 'block_size', 128),
  })
}

/** A table may be that of the scores in another shape. The order of its bytes is the same. */
function unshaped(graph: Graph, name: string): string {
  return graph.maker(name, 'Reshape')?.inputs[0] ?? name
}

function constants(graph: Graph, codes: string, scales: string, zeros: string) {
  const stored = graph.constant(unshaped(graph, codes))
  const steps = graph.constant(scales)
  const points = zeros === '' ? undefined : graph.constant(zeros)
  if (stored === undefined || steps === undefined || (zeros !== '' && points === undefined)) {
    throw new UnknownGraph(`computes the weights ${codes} while it runs`)
  }
  return { name: stored.name, codes: stored, scales: steps, zeros: points }
}

function groupedBlocks(graph: Graph, groups: Groups): Blocks {
  const { name, rows, columns, bits, group, codes, scales, zeros } = groups
  if ((bits !== 4 && bits !== 8) || group % BLOCK !== 0 || group <= 0 || columns % BLOCK !== 0) {
    throw new UnknownGraph(`stores ${name} in ${bits} bits with a scale for ${group} numbers`)
  }
  if (zeros !== undefined && !/^uint[48]$/.test(zeros.type)) {
    throw new UnknownGraph(`stores ${name} with zero points of type ${zeros.type}`)
  }
  const perRow = Math.ceil(columns / group)
  const rowBytes = (perRow * group * bits) / 8
  const zeroBytes = Math.ceil((perRow * bits) / 8)
  const packed = graph.bytes(codes)
  const points = zeros && graph.bytes(zeros)
  if (
    packed.length !== rows * rowBytes ||
    scales.size !== rows * perRow ||
    (points !== undefined && points.length !== rows * zeroBytes)
  ) {
    throw new UnknownGraph(`has ${packed.length} bytes for the matrix ${name} of ${rows} x ${columns}`)
  }
  const scaleAt = scaleReader(graph, scales)
  const middle = 2 ** (bits - 1)
  const zeroAt = (row: number, index: number) => {
    if (points === undefined) return middle
    if (bits === 8) return points[row * zeroBytes + index] as number
    return ((points[row * zeroBytes + (index >> 1)] as number) >> ((index & 1) * 4)) & 15
  }
  const common = { name, rows, columns }
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (bits === 4) {
    return {
      ...common,
      format: points === undefined || isMiddle(points) ? 'four-bits' : 'four-bits-with-minimum',
      readRow(row, { scales: steps, minima, words }) {
        for (let block = 0; block < columns / BLOCK; block += 1) {
          const index = Math.floor((block * BLOCK) / group)
          const scale = scaleAt(row * perRow + index)
          steps[block] = scale.bits
          minima[block] = numberToHalf(-zeroAt(row, index) * scale.value)
          const at = row * rowBytes + (block * BLOCK) / 2
          for (let word = 0; word < 4; word += 1) {
            words[block * 4 + word] = withHalvesApart(view.getInt32(at + word * 4, true))
          }
        }
      },
    }
  }
  const values = new Float32Array(columns)
  return {
    ...common,
    format: 'eight-bits',
    readRow(row, to) {
      for (let block = 0; block < columns / BLOCK; block += 1) {
        const [first, end] = [block * BLOCK, (block + 1) * BLOCK]
        const index = Math.floor(first / group)
        const scale = scaleAt(row * perRow + index)
        const zero = zeroAt(row, index)
        const from = row * rowBytes
        if (zero === middle) {
          to.scales[block] = scale.bits
          for (let column = first; column < end; column += 1) {
            to.numbers[column] = (packed[from + column] as number) - middle
          }
          continue
        }
        for (let column = first; column < end; column += 1) {
          values[column] = scale.value * ((packed[from + column] as number) - zero)
        }
        roundBlock(values, block, to)
      }
    },
  }
}

/** Eight numbers side by side become bytes with the first four in their low halves and the others in their high halves. */
const withHalvesApart = (word: number): number => spread(word & 0xffff) | (spread(word >>> 16) << 4)

/** Gives each of four numbers of 4 bits its own byte. */
function spread(numbers: number): number {
  const pairs = (numbers | (numbers << 8)) & 0x00ff00ff
  return (pairs | (pairs << 4)) & 0x0f0f0f0f
}

/** Whether both halves of all bytes are 8, which stands for zero. */
const isMiddle = (points: Uint8Array) => points.every((byte) => byte === 0x88)

interface Scale {
  readonly value: number
  /** The bits of the nearest 16-bit float, which the kernels take. */
  readonly bits: number
}

function scaleReader(graph: Graph, scales: OnnxTensor): (index: number) => Scale {
  const bytes = graph.bytes(scales)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (scales.type === 'float16') {
    return (index) => {
      const bits = bitsAt(bytes, index * 2)
      return { value: halfToNumber(bits), bits }
    }
  }
  if (scales.type !== 'float32') throw new UnknownGraph(`has scales of type ${scales.type}`)
  return (index) => {
    const value = view.getFloat32(index * 4, true)
    return { value, bits: numberToHalf(value) }
  }
}

/** How a matrix of whole bytes becomes numbers: one scale and one zero point for all numbers, or for each row of the result. */
export interface Steps {
  readonly scales: Float32Array
  readonly zeros: Float32Array | undefined
}

/**
 * A matrix whose rows lie in columns of the tensor, as products with constants have it, or in rows of it, as tables have
 * them. Floats are rounded to 8 bits.
 */
export function plainMatrix(
  graph: Graph,
  tensor: OnnxTensor,
  { columns: inColumns, steps }: { readonly columns: boolean; readonly steps?: Steps | undefined },
): Blocks {
  const { name, shape } = tensor
  if (shape.length !== 2) throw new UnknownGraph(`has a matrix ${name} of ${shape.length} dimensions`)
  const [first, second] = shape as [number, number]
  const [rows, columns] = inColumns ? [second, first] : [first, second]
  const scaleOf = perRow(steps?.scales, rows, 1, name)
  const zeroOf = perRow(steps?.zeros, rows, 0, name)
  const numbersOf = rowOf(tensor, graph, { rows, columns, inColumns })
  const values = new Float32Array(columns)
  return {
    name,
    rows,
    columns,
    format: 'eight-bits',
    readRow(row, to) {
      const stored = numbersOf(row)
      const scale = scaleOf(row)
      const zero = zeroOf(row)
      if (stored instanceof Int8Array && zero === 0) {
        to.scales.fill(numberToHalf(scale))
        to.numbers.set(stored)
        return
      }
      for (let column = 0; column < columns; column += 1) values[column] = scale * ((stored[column] as number) - zero)
      roundRow(values, to)
    },
  }
}

function perRow(values: Float32Array | undefined, rows: number, fallback: number, name: string) {
  if (values === undefined) return () => fallback
  if (values.length === 1) return () => values[0] as number
  if (values.length !== rows) throw new UnknownGraph(`has ${values.length} scales for ${rows} rows of ${name}`)
  return (row: number) => values[row] as number
}

/** So many rows are read together from a matrix whose rows lie in columns: one by one each number would come from another place. */
const STRIP = 64

type Numbers = Int8Array | Uint8Array | Float32Array

/** Gives rows of a matrix. The numbers of a row are valid until the next row is read. */
function rowOf(
  tensor: OnnxTensor,
  graph: Graph,
  { rows, columns, inColumns }: { readonly rows: number; readonly columns: number; readonly inColumns: boolean },
): (row: number) => Numbers {
  const bytes = graph.bytes(tensor)
  const read = graph.reader(tensor)
  // Numbers of one byte can be taken as they are. Others are decoded one by one, because they may lie anywhere.
  const stored =
    tensor.type === 'int8'
      ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      : tensor.type === 'uint8'
        ? bytes
        : undefined
  if (!inColumns) {
    if (stored !== undefined) return (row) => stored.subarray(row * columns, (row + 1) * columns)
    const out = new Float32Array(columns)
    return (row) => {
      for (let column = 0; column < columns; column += 1) out[column] = read(row * columns + column)
      return out
    }
  }
  const strip: Numbers =
    stored === undefined
      ? new Float32Array(STRIP * columns)
      : stored instanceof Int8Array
        ? new Int8Array(STRIP * columns)
        : new Uint8Array(STRIP * columns)
  let filled = -1
  return (row) => {
    const start = row - (row % STRIP)
    if (start !== filled) {
      if (stored === undefined) fillStrip(strip, read, start)
      else fillStripWith(strip, stored, start)
      filled = start
    }
    return strip.subarray((row - start) * columns, (row - start + 1) * columns)
  }

  function fillStrip(to: Numbers, from: (index: number) => number, start: number): void {
    const width = Math.min(STRIP, rows - start)
    for (let column = 0; column < columns; column += 1) {
      for (let index = 0; index < width; index += 1) to[index * columns + column] = from(column * rows + start + index)
    }
  }

  function fillStripWith(to: Numbers, from: Int8Array | Uint8Array, start: number): void {
    const width = Math.min(STRIP, rows - start)
    for (let column = 0; column < columns; column += 1) {
      const place = column * rows + start
      for (let index = 0; index < width; index += 1) to[index * columns + column] = from[place + index] as number
    }
  }
}
