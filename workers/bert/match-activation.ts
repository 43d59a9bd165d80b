import type { OnnxGraph } from '../onnx/graph.js'
import { withConstant } from './match-norm.js'

export type Activation = 'gelu' | 'relu'

export interface ActivationMatch {
  readonly kind: Activation
  readonly input: string
}

/** Finds the activation whose result this value is. GELU is one node, or x * (1 + erf(x / sqrt(2))) / 2 in any order. */
export function matchActivation(graph: OnnxGraph, name: string): ActivationMatch | undefined {
  const at = graph.unmoved(name)
  const node = graph.maker(at)
  if (node?.operator === 'Relu') return { kind: 'relu', input: node.inputs[0] ?? '' }
  if (node?.operator === 'Gelu') {
    const form = node.attributes.get('approximate')
    return form?.kind === 'text' && form.value !== 'none' ? undefined : { kind: 'gelu', input: node.inputs[0] ?? '' }
  }
  const input = errorInput(graph, at, 3)
  if (input === undefined) return undefined
  const rest = restOf(graph, at, graph.unmoved(input))
  return rest !== undefined && rest.uses === 1 && rest.errors === 1 && Math.abs(rest.factor - 0.5) < 1e-6
    ? { kind: 'gelu', input }
    : undefined
}

/** The value x within erf(x / sqrt(2)). */
function errorInput(graph: OnnxGraph, name: string, depth: number): string | undefined {
  const product = graph.makerOf(name, 'Mul')
  if (product !== undefined && depth > 0) {
    return product.inputs.map((each) => errorInput(graph, each, depth - 1)).find((each) => each !== undefined)
  }
  const sum = withConstant(graph, name, 'Add')
  const scaled = sum && graph.makerOf(sum.value, 'Erf')?.inputs[0]
  if (scaled === undefined || sum?.numbers[0] !== 1) return undefined
  const divided = withConstant(graph, scaled, 'Div')
  if (divided !== undefined) return near(divided.numbers, Math.SQRT2) ? divided.value : undefined
  const multiplied = withConstant(graph, scaled, 'Mul')
  return multiplied && near(multiplied.numbers, Math.SQRT1_2) ? multiplied.value : undefined
}

const near = (numbers: Float64Array, value: number) =>
  numbers.length === 1 && Math.abs((numbers[0] as number) - value) < 1e-5

/** The factors of a product: constants, the value x, and the term with the error function. */
function restOf(
  graph: OnnxGraph,
  name: string,
  x: string,
): { factor: number; uses: number; errors: number } | undefined {
  const at = graph.unmoved(name)
  if (at === x) return { factor: 1, uses: 1, errors: 0 }
  const number = graph.number(name)
  if (number !== undefined) return { factor: number, uses: 0, errors: 0 }
  const product = graph.makerOf(at, 'Mul')
  if (product === undefined)
    return errorInput(graph, at, 0) === undefined ? undefined : { factor: 1, uses: 0, errors: 1 }
  const [one, other] = product.inputs.map((each) => restOf(graph, each, x))
  if (one === undefined || other === undefined) return undefined
  return { factor: one.factor * other.factor, uses: one.uses + other.uses, errors: one.errors + other.errors }
}
