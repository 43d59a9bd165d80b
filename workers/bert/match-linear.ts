import { integerOf, type OnnxGraph } from '../onnx/graph.js'
import type { OnnxNode } from '../onnx/read-onnx.js'
import { toNumbers } from '../onnx/tensor.js'
import { takeBytes, type WholeWeights } from './whole-weights.js'

/** The weights of a matrix as the file stores them. Each column of the file gives one result. */
type Weights =
  | WholeWeights
  | {
      readonly kind: 'blocks'
      /** Count of results, and of the numbers that each result reads. */
      readonly rows: number
      readonly columns: number
      readonly block: number
      /** Two numbers a byte, row after row. */
      readonly numbers: Uint8Array
      readonly scales: Float64Array
    }

/** A product of rows with a matrix, as a graph spells it. */
export interface LinearMatch {
  /** The name of the value that is multiplied. */
  readonly input: string
  readonly weights: Weights
  /** The scale of each result, or one for all. */
  readonly scales: Float64Array
  readonly bias: Float64Array | undefined
  /** The used part of the results, if a graph splits them. */
  readonly from: number
  readonly rows: number
}

/** Finds the product whose result this value is. */
export function matchLinear(graph: OnnxGraph, name: string): LinearMatch | undefined {
  const at = graph.unmoved(name)
  const split = graph.makerOf(at, 'Split')
  if (split !== undefined) return partOf(graph, split, at)
  const add = graph.makerOf(at, 'Add')
  if (add === undefined) return matchProduct(graph, at, undefined)
  for (const [product = '', bias = ''] of [add.inputs, [...add.inputs].reverse()]) {
    const numbers = graph.numbers(bias)
    if (numbers !== undefined) return matchProduct(graph, product, numbers)
  }
  return undefined
}

function partOf(graph: OnnxGraph, split: OnnxNode, part: string): LinearMatch | undefined {
  const whole = matchLinear(graph, split.inputs[0] ?? '')
  if (whole === undefined) return undefined
  const count = split.outputs.length
  const sizes = graph.numbers(split.inputs[1] ?? '') ?? Float64Array.from({ length: count }, () => whole.rows / count)
  const index = split.outputs.indexOf(part)
  const from = sizes.subarray(0, index).reduce((sum, size) => sum + size, 0)
  const rows = sizes[index] ?? 0
  return Number.isInteger(rows) && from + rows <= whole.rows ? { ...whole, from, rows } : undefined
}

function matchProduct(graph: OnnxGraph, name: string, bias: Float64Array | undefined): LinearMatch | undefined {
  const match = matchInteger(graph, name) ?? matchBlocks(graph, name) ?? matchDequantized(graph, name)
  if (match === undefined) return undefined
  const { rows } = match.weights
  const fits = (terms: Float64Array | undefined) => terms === undefined || terms.length === 1 || terms.length === rows
  return fits(match.scales) && fits(bias) ? { ...match, bias, from: 0, rows } : undefined
}

type Product = Pick<LinearMatch, 'input' | 'weights' | 'scales'>

/** `MatMulInteger` of quantized rows, times the scales of the rows and of the weights. */
function matchInteger(graph: OnnxGraph, name: string): Product | undefined {
  const scaled = scaledProduct(graph, name)
  if (scaled === undefined) return undefined
  const [rows = '', weight = '', rowsZero = '', weightZero = ''] = scaled.node.inputs
  const quantized = matchQuantized(graph, rows, rowsZero)
  if (quantized === undefined) return undefined
  let scales: Float64Array = Float64Array.of(1)
  let uses = 0
  for (const each of scaled.scales) {
    const factor = constantFactor(graph, each, quantized.scale)
    const product = factor && multiply(scales, factor.numbers)
    if (product === undefined) return undefined
    scales = product
    uses += factor?.uses ?? 0
  }
  const weights = takeBytes(graph, weight, weightZero)
  return uses === 1 && weights !== undefined ? { input: quantized.input, weights, scales } : undefined
}

/** Goes back over the scales of a product of whole numbers. */
function scaledProduct(graph: OnnxGraph, name: string): { node: OnnxNode; scales: readonly string[] } | undefined {
  const node = graph.maker(graph.unmoved(name))
  if (node?.operator === 'MatMulInteger') return { node, scales: [] }
  if (node?.operator === 'Cast') return scaledProduct(graph, node.inputs[0] ?? '')
  if (node?.operator !== 'Mul') return undefined
  for (const [product = '', scale = ''] of [node.inputs, [...node.inputs].reverse()]) {
    const found = scaledProduct(graph, product)
    if (found !== undefined) return { node: found.node, scales: [...found.scales, scale] }
  }
  return undefined
}

/** The numbers of a scale without the scale of the rows, and how often that scale is in it. */
function constantFactor(
  graph: OnnxGraph,
  name: string,
  rowScale: string,
): { numbers: Float64Array; uses: number } | undefined {
  const numbers = graph.numbers(name)
  if (numbers !== undefined) return { numbers, uses: 0 }
  const at = graph.unmoved(name)
  if (at === rowScale) return { numbers: Float64Array.of(1), uses: 1 }
  const product = graph.makerOf(at, 'Mul')
  if (product === undefined) return undefined
  const [one, other] = product.inputs.map((each) => constantFactor(graph, each, rowScale))
  const both = one && other && multiply(one.numbers, other.numbers)
  return both && { numbers: both, uses: (one?.uses ?? 0) + (other?.uses ?? 0) }
}

function multiply(one: Float64Array, other: Float64Array): Float64Array | undefined {
  if (one.length === 1) return other.map((value) => value * (one[0] as number))
  if (other.length === 1) return multiply(other, one)
  return one.length === other.length ? one.map((value, index) => value * (other[index] as number)) : undefined
}

/** Rows that the graph quantizes when it runs: all by one scale, or each by its own. */
function matchQuantized(graph: OnnxGraph, name: string, zero: string) {
  const at = graph.unmoved(name)
  const together = graph.makerOf(at, 'DynamicQuantizeLinear')
  if (together !== undefined) {
    const [numbers, scale = '', point] = together.outputs
    if (numbers !== at || graph.unmoved(zero) !== point) return undefined
    return { input: graph.unmoved(together.inputs[0] ?? ''), scale }
  }
  const [input = '', scale = ''] = graph.makerOf(at, 'QuantizeLinear')?.inputs ?? []
  const source = graph.unmoved(input)
  // A scale that does not come from the row is fixed and could cut off large numbers. The kernels never do that.
  return input !== '' && comesFromLargest(graph, scale, source)
    ? { input: source, scale: graph.unmoved(scale) }
    : undefined
}

function comesFromLargest(graph: OnnxGraph, name: string, source: string): boolean {
  const node = graph.maker(graph.unmoved(name))
  if (node === undefined) return false
  if (node.operator === 'ReduceMax') {
    const size = graph.makerOf(graph.unmoved(node.inputs[0] ?? ''), 'Abs')
    return size !== undefined && graph.unmoved(size.inputs[0] ?? '') === source
  }
  return (
    ['Mul', 'Div', 'Max'].includes(node.operator) && node.inputs.some((each) => comesFromLargest(graph, each, source))
  )
}

/** Weights of 4 bits, with a scale for each block of a row. */
function matchBlocks(graph: OnnxGraph, name: string): Product | undefined {
  const node = graph.makerOf(graph.unmoved(name), 'MatMulNBits')
  if (node === undefined || integerOf(node, 'bits') !== 4) return undefined
  const [input = '', packed = '', scale = '', zero = ''] = node.inputs
  const [rows = 0, columns = 0, block = 0] = ['N', 'K', 'block_size'].map((each) => integerOf(node, each))
  const tensor = graph.constant(packed)
  const scales = graph.constant(scale)
  const whole = block >= 16 && columns % block === 0 && zero === ''
  if (!whole || tensor === undefined || scales?.size !== (rows * columns) / block) return undefined
  if (tensor.type !== 'uint8' || tensor.size !== (rows * columns) / 2) return undefined
  return {
    input: graph.unmoved(input),
    weights: {
      kind: 'blocks',
      rows,
      columns,
      block,
      numbers: graph.bytes(tensor),
      scales: toNumbers(scales.type, graph.bytes(scales)),
    },
    scales: Float64Array.of(1),
  }
}

/** Weights of 8 bits that the graph turns into floats, with rows that it does not quantize. */
function matchDequantized(graph: OnnxGraph, name: string): Product | undefined {
  const node = graph.makerOf(graph.unmoved(name), 'MatMul')
  const [input = '', weight = ''] = node?.inputs ?? []
  const floats = graph.makerOf(weight, 'DequantizeLinear')
  const [stored = '', scale = '', zero = ''] = floats?.inputs ?? []
  const scales = graph.numbers(scale)
  const weights = floats && takeBytes(graph, stored, zero)
  const perColumn = scales?.length === 1 || (floats !== undefined && [1, -1].includes(integerOf(floats, 'axis') ?? 1))
  return weights && scales && perColumn ? { input: graph.unmoved(input), weights, scales } : undefined
}
