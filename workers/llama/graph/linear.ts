import type { OnnxNode } from '../../onnx/read-onnx.js'
import { rowsOf } from '../blocks.js'
import type { StoredLinear } from '../stored-weights.js'
import { type Graph, UnknownGraph } from './graph.js'
import { groupedMatrix, plainMatrix, type Steps } from './onnx-blocks.js'

/** A product with stored weights, and the value that goes into it. */
export interface FoundLinear extends StoredLinear {
  readonly input: string
  /** Whether the weights are stored in fewer bits than floats. */
  readonly quantized: boolean
}

/** Finds the product with stored weights that makes this value; undefined where something else makes it. */
export function findLinear(graph: Graph, name: string): FoundLinear | undefined {
  const sum = graph.maker(name, 'Add')
  if (sum !== undefined) {
    const [value, constant] = graph.withConstant(sum) ?? []
    const inner = value === undefined ? undefined : findLinear(graph, value)
    if (inner === undefined || inner.bias !== undefined) return undefined
    const bias = graph.numbers(constant as string)
    return bias?.length === inner.matrix.rows ? { ...inner, bias } : undefined
  }
  return (
    partOfJoined(graph, name) ?? inNumbersOfBits(graph, name) ?? inWholeNumbers(graph, name) ?? inFloats(graph, name)
  )
}

/** Some graphs join products with one input, and take the result apart. */
function partOfJoined(graph: Graph, name: string): FoundLinear | undefined {
  const split = graph.maker(name, 'Split')
  const joined = split && findLinear(graph, split.inputs[0] ?? '')
  if (split === undefined || joined === undefined) return undefined
  const { rows } = joined.matrix
  const index = split.outputs.indexOf(graph.source(name))
  const sizes = partSizes(graph, split) ?? split.outputs.map(() => rows / split.outputs.length)
  const first = sizes.slice(0, index).reduce((sum, size) => sum + size, 0)
  const count = sizes[index] ?? 0
  if (!Number.isInteger(first) || !Number.isInteger(count) || first + count > rows) return undefined
  return {
    ...joined,
    matrix: rowsOf(joined.matrix, first, count),
    bias: joined.bias?.subarray(first, first + count),
  }
}

function partSizes(graph: Graph, { inputs, attributes }: OnnxNode): readonly number[] | undefined {
  const listed = attributes.get('split')
  if (listed?.kind === 'integers') return listed.value
  const sizes = graph.numbers(inputs[1] ?? '')
  return sizes && [...sizes]
}

function inNumbersOfBits(graph: Graph, name: string): FoundLinear | undefined {
  const node = graph.maker(name, 'MatMulNBits')
  if (node === undefined) return undefined
  const [input = '', , , , , bias = ''] = node.inputs
  return {
    input,
    quantized: true,
    matrix: groupedMatrix(graph, node),
    bias: bias === '' ? undefined : constantVector(graph, bias),
  }
}

/** The activations are rounded while the model runs, multiplied as whole numbers, and scaled again. */
function inWholeNumbers(graph: Graph, name: string): FoundLinear | undefined {
  const scaling = graph.maker(name, 'Mul')
  if (scaling === undefined) return undefined
  const [a = '', b = ''] = scaling.inputs
  const product = graph.maker(a, 'MatMulInteger') ?? graph.maker(b, 'MatMulInteger')
  if (product === undefined) return undefined
  const scales = graph.maker(product === graph.maker(a, 'MatMulInteger') ? b : a, 'Mul')
  const [activations = '', weights = '', activationZero = '', weightZero = ''] = product.inputs
  const rounding = graph.maker(activations, 'DynamicQuantizeLinear')
  const [scale, weightScale] = (scales && graph.withConstant(scales)) ?? []
  if (
    rounding === undefined ||
    graph.source(activations) !== rounding.outputs[0] ||
    graph.source(activationZero) !== rounding.outputs[2] ||
    graph.source(scale ?? '') !== rounding.outputs[1]
  ) {
    throw new UnknownGraph(`rounds the activations of ${name} in a way that the kernels do not know`)
  }
  const tensor = graph.constant(weights)
  if (tensor === undefined) throw new UnknownGraph(`computes the weights ${weights} while it runs`)
  const steps = stepsOf(graph, weightScale as string, weightZero)
  return {
    input: rounding.inputs[0] ?? '',
    quantized: true,
    matrix: plainMatrix(graph, tensor, { columns: true, steps }),
  }
}

function inFloats(graph: Graph, name: string): FoundLinear | undefined {
  const node = graph.maker(name, 'MatMul')
  const [input = '', weights = ''] = node?.inputs ?? []
  if (node === undefined) return undefined
  const stored = storedMatrix(graph, weights)
  if (stored === undefined) return undefined
  const matrix = plainMatrix(graph, stored.tensor, { columns: !stored.turned, steps: stored.steps })
  return { input, quantized: stored.steps !== undefined, matrix }
}

/** A constant matrix, perhaps turned or stored in whole numbers. */
function storedMatrix(graph: Graph, name: string) {
  const turn = graph.maker(name, 'Transpose')
  const behind = turn === undefined ? name : (turn.inputs[0] ?? '')
  const scaling = graph.maker(behind, 'DequantizeLinear')
  const tensor = graph.constant(scaling === undefined ? behind : (scaling.inputs[0] ?? ''))
  if (tensor === undefined || tensor.shape.length !== 2) return undefined
  return { tensor, turned: turn !== undefined, steps: scaling && stepsOfNode(graph, scaling) }
}

/** The scale and the zero point of a node that turns whole numbers into floats. */
export function stepsOfNode(graph: Graph, { inputs }: OnnxNode): Steps {
  return stepsOf(graph, inputs[1] ?? '', inputs[2] ?? '')
}

function stepsOf(graph: Graph, scales: string, zeros: string): Steps {
  return { scales: constantVector(graph, scales), zeros: zeros === '' ? undefined : constantVector(graph, zeros) }
}

export function constantVector(graph: Graph, name: string): Float32Array {
  const numbers = graph.numbers(name)
  if (numbers === undefined) throw new UnknownGraph(`computes ${graph.describe(name)} while it runs`)
  return numbers
}
