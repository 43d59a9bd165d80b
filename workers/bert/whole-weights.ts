import type { OnnxGraph } from '../onnx/graph.js'
import type { OnnxNode } from '../onnx/read-onnx.js'
import { type OnnxTensor, toNumbers } from '../onnx/tensor.js'
import { compute, knowsOperator } from '../operators/operators.js'
import { makeValue, type Value } from '../operators/value.js'

/** Weights that are whole numbers. A line of the file has one number for each result. */
export interface WholeWeights {
  readonly kind: 'whole'
  /** Count of results, and of the numbers that each result reads. */
  readonly rows: number
  readonly columns: number
  /** The numbers, bytes that hold several of them, or the place of packed numbers in a file beside the graph. */
  readonly numbers: Uint8Array | Int8Array | TabledNumbers | { readonly file: string; readonly offset: number }
  /** The number that means zero, for each result or for all. */
  readonly zeros: Float64Array
}

/** Bytes that hold a number of each part of the columns: one table for each part has the number of each byte. */
export interface TabledNumbers {
  readonly bytes: Uint8Array
  readonly tables: readonly Int8Array[]
}

/** The numbers, one by one. */
export function allNumbers({ bytes, tables }: TabledNumbers): Int8Array {
  const numbers = new Int8Array(bytes.length * tables.length)
  for (const [part, table] of tables.entries()) {
    const start = part * bytes.length
    for (let index = 0; index < bytes.length; index += 1)
      numbers[start + index] = table[bytes[index] as number] as number
  }
  return numbers
}

/** Finds the whole numbers of a matrix, stored as bytes or two in a byte. */
export function takeBytes(graph: OnnxGraph, name: string, zero: string): WholeWeights | undefined {
  const zeros = zero === '' ? Float64Array.of(0) : graph.numbers(zero)
  const tensor = graph.constant(name)
  if (zeros === undefined) return undefined
  const found = tensor === undefined ? unpacked(graph, name) : stored(graph, tensor)
  if (found === undefined || (zeros.length !== 1 && zeros.length !== found.rows)) return undefined
  return { kind: 'whole', ...found, zeros }
}

function stored(graph: OnnxGraph, tensor: OnnxTensor): Pick<WholeWeights, 'rows' | 'columns' | 'numbers'> | undefined {
  const [columns = 0, rows = 0] = tensor.shape
  if (tensor.shape.length !== 2 || (tensor.type !== 'int8' && tensor.type !== 'uint8')) return undefined
  if (tensor.place.kind === 'beside' && graph.isPacked(tensor.place.file)) {
    return { rows, columns, numbers: tensor.place }
  }
  const bytes = graph.bytes(tensor)
  return { rows, columns, numbers: tensor.type === 'uint8' ? bytes : signed(bytes) }
}

const signed = (bytes: Uint8Array) => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)

const BYTES = 256

/** The operators by which a graph takes two numbers out of a byte. All but the last look at each number by itself. */
const UNPACKING: ReadonlySet<string> = new Set(['Cast', 'Div', 'Mul', 'Sub', 'Add', 'Floor', 'Concat'])

/**
 * Weights that the graph unpacks from bytes when it runs. Running these nodes on all weights would take longer than the
 * rest of the start. So they run once on a line with every byte, and the result is a table with the numbers of each
 * byte.
 */
function unpacked(graph: OnnxGraph, name: string): Pick<WholeWeights, 'rows' | 'columns' | 'numbers'> | undefined {
  const part = unpackingPart(graph, name)
  if (part === undefined) return undefined
  const [lines = 0, rows = 0] = part.packed.shape
  const known = new Map<string, Value>(part.constants)
  known.set(
    part.packed.name,
    makeValue(
      'uint8',
      [1, BYTES],
      Float64Array.from({ length: BYTES }, (_, byte) => byte),
    ),
  )
  for (const node of part.nodes) {
    const [result] = compute(
      node,
      node.inputs.map((each) => known.get(each)),
    )
    if (result !== undefined) known.set(node.outputs[0] ?? '', result)
  }
  const table = known.get(name)
  const halves = table?.shape[0] ?? 0
  if (table === undefined || table.shape[1] !== BYTES || table.type !== 'int8') return undefined
  const tables = Array.from({ length: halves }, (_, half) =>
    Int8Array.from(table.data.subarray(half * BYTES, (half + 1) * BYTES)),
  )
  return { rows, columns: lines * halves, numbers: { bytes: graph.bytes(part.packed), tables } }
}

/** The nodes between a packed matrix and its numbers, in order, with the matrix and the constants that they read. */
function unpackingPart(graph: OnnxGraph, name: string) {
  const nodes: OnnxNode[] = []
  const constants = new Map<string, Value>()
  const matrices = new Set<OnnxTensor>()
  const visit = (value: string): boolean => {
    if (constants.has(value) || nodes.some((node) => node.outputs.includes(value))) return true
    const tensor = graph.constant(value)
    if (tensor !== undefined) {
      if (tensor.shape.length === 2 && tensor.type === 'uint8') matrices.add(tensor)
      else if (tensor.size === 1 && tensor.type !== 'other')
        constants.set(value, makeValue(tensor.type, [], toNumbers(tensor.type, graph.bytes(tensor))))
      else return false
      return true
    }
    const node = graph.maker(value)
    if (node === undefined || !UNPACKING.has(node.operator) || !knowsOperator(node)) return false
    const axis = node.attributes.get('axis')
    if (node.operator === 'Concat' && !(axis?.kind === 'integer' && axis.value === 0)) return false
    if (!node.inputs.every(visit)) return false
    nodes.push(node)
    return true
  }
  if (!visit(name)) return undefined
  const [packed] = matrices
  return packed !== undefined && matrices.size === 1 ? { nodes, constants, packed } : undefined
}
