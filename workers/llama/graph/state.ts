import { type Graph, numberOf, UnknownGraph } from './graph.js'
import { constantVector } from './linear.js'

/**
 * The rows that pass from layer to layer: a value of the graph, or the sum of two values that a node adds and normalizes
 * at once without giving the sum a name.
 */
export type State = string | { readonly sum: readonly [string, string] }

/** The two values whose sum is this state; undefined for a state that is no sum. */
export function addends(graph: Graph, state: State): readonly [string, string] | undefined {
  if (typeof state !== 'string') return state.sum
  const node = graph.maker(state, 'Add', 'SkipSimplifiedLayerNormalization')
  if (node === undefined) return undefined
  const [a = '', b = ''] = node.inputs
  if (node.operator === 'Add') return graph.withConstant(node) === undefined ? [a, b] : undefined
  return node.outputs[3] === graph.source(state) ? [a, b] : undefined
}

export function sameState(graph: Graph, a: State, b: State): boolean {
  if (typeof a === 'string' && typeof b === 'string') return graph.source(a) === graph.source(b)
  const [one, two] = [addends(graph, a), addends(graph, b)]
  if (one === undefined || two === undefined) return false
  return one.every((name, index) => graph.source(name) === graph.source(two[index] as string))
}

export interface FoundNorm {
  readonly input: State
  readonly weights: Float32Array
  readonly epsilon: number
}

/** Finds the normalization by the root of the mean square that makes this value. */
export function findNorm(graph: Graph, name: string): FoundNorm | undefined {
  const node = graph.maker(name, 'SimplifiedLayerNormalization', 'RMSNormalization', 'SkipSimplifiedLayerNormalization')
  if (node === undefined) return inSteps(graph, name)
  const isSum = node.operator === 'SkipSimplifiedLayerNormalization'
  if (node.outputs[0] !== graph.source(name)) return undefined
  const [a = '', b = '', c = '', bias = ''] = node.inputs
  if (bias !== '') throw new UnknownGraph(`adds a bias in ${graph.describe(name)}`)
  return {
    input: isSum ? { sum: [a, b] } : a,
    weights: constantVector(graph, isSum ? c : b),
    epsilon: numberOf(node, 'epsilon', 1e-5),
  }
}

/** The same, written as one node for each step: x / sqrt(mean(x * x) + epsilon) * weights. */
function inSteps(graph: Graph, name: string): FoundNorm | undefined {
  const scaling = graph.maker(name, 'Mul')
  const [normalized, weights] = (scaling && graph.withConstant(scaling)) ?? []
  if (normalized === undefined || weights === undefined) return undefined
  const quotient = quotientOf(graph, normalized)
  const root = quotient && graph.maker(quotient.root, 'Sqrt')
  const sum = root && graph.maker(root.inputs[0] ?? '', 'Add')
  const [mean, epsilon] = (sum && graph.withConstant(sum)) ?? []
  const reduction = mean === undefined ? undefined : graph.maker(mean, 'ReduceMean')
  const square = reduction && graph.maker(reduction.inputs[0] ?? '', 'Pow', 'Mul')
  const small = epsilon === undefined ? undefined : graph.number(epsilon)
  if (quotient === undefined || square === undefined || small === undefined) return undefined
  const [base = '', exponent = ''] = square.inputs
  const squared =
    square.operator === 'Pow' ? graph.number(exponent) === 2 : graph.source(base) === graph.source(exponent)
  if (!squared || graph.source(base) !== graph.source(quotient.value)) return undefined
  const numbers = graph.numbers(weights)
  return numbers && { input: quotient.value, weights: numbers, epsilon: small }
}

/** A value divided by another, in one of the three forms that exporters write. */
function quotientOf(graph: Graph, name: string): { readonly value: string; readonly root: string } | undefined {
  const division = graph.maker(name, 'Div')
  if (division !== undefined) return { value: division.inputs[0] ?? '', root: division.inputs[1] ?? '' }
  const product = graph.maker(name, 'Mul')
  if (product === undefined) return undefined
  const [a = '', b = ''] = product.inputs
  for (const [value, inverse] of [
    [a, b],
    [b, a],
  ] as const) {
    const reciprocal = graph.maker(inverse, 'Reciprocal')
    if (reciprocal !== undefined) return { value, root: reciprocal.inputs[0] ?? '' }
    const one = graph.maker(inverse, 'Div')
    if (one !== undefined && graph.number(one.inputs[0] ?? '') === 1) return { value, root: one.inputs[1] ?? '' }
  }
  return undefined
}
