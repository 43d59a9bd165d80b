import { floatOf, integerOf, type OnnxGraph } from '../onnx/graph.js'

export interface NormMatch {
  /** The name of the value that is normalized. */
  readonly input: string
  readonly gain: Float64Array
  readonly shift: Float64Array
  readonly epsilon: number
}

/** Finds the layer normalization whose result this value is: one node, or the nodes of which older exports make it. */
export function matchNorm(graph: OnnxGraph, name: string): NormMatch | undefined {
  const at = graph.unmoved(name)
  const node = graph.makerOf(at, 'LayerNormalization')
  if (node === undefined) return matchParts(graph, at)
  const [input = '', gainName = '', shiftName = ''] = node.inputs
  const gain = graph.numbers(gainName)
  const shift = shiftName === '' ? gain?.map(() => 0) : graph.numbers(shiftName)
  const isLast = (integerOf(node, 'axis') ?? -1) === -1
  return gain && shift && isLast ? { input, gain, shift, epsilon: floatOf(node, 'epsilon') ?? 1e-5 } : undefined
}

/** Shift + gain * (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon). */
function matchParts(graph: OnnxGraph, name: string): NormMatch | undefined {
  const added = withConstant(graph, name, 'Add')
  const scaled = added && withConstant(graph, added.value, 'Mul')
  const quotient = scaled && graph.makerOf(scaled.value, 'Div')
  const [centred = '', root = ''] = quotient?.inputs ?? []
  const [input = '', mean = ''] = graph.makerOf(centred, 'Sub')?.inputs ?? []
  if (graph.makerOf(mean, 'ReduceMean')?.inputs[0] !== input) return undefined
  const variance = withConstant(graph, graph.makerOf(root, 'Sqrt')?.inputs[0] ?? '', 'Add')
  const squares = variance && graph.makerOf(variance.value, 'ReduceMean')?.inputs[0]
  const square = graph.makerOf(squares ?? '', 'Pow', 'Mul')
  // Some exports compute the difference a second time.
  const again = graph.makerOf(square?.inputs[0] ?? '', 'Sub')
  const [epsilon] = variance?.numbers ?? []
  if (again?.inputs[0] !== input || epsilon === undefined || added === undefined || scaled === undefined)
    return undefined
  return { input, gain: scaled.numbers, shift: added.numbers, epsilon }
}

/** A node with one constant input. */
export function withConstant(graph: OnnxGraph, name: string, operator: string) {
  const node = graph.makerOf(name, operator)
  for (const [value = '', constant = ''] of node === undefined ? [] : [node.inputs, [...node.inputs].reverse()]) {
    const numbers = graph.numbers(constant)
    if (numbers !== undefined) return { value, numbers }
  }
  return undefined
}
