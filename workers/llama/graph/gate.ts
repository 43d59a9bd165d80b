import { makeValue } from '../../operators/value.js'
import type { LlamaDescription } from '../description.js'
import type { StoredLinear } from '../stored-weights.js'
import { type Graph, numberOf, textOf, UnknownGraph } from './graph.js'
import { type FoundLinear, findLinear } from './linear.js'
import { tryPart } from './try-part.js'

/** The gated half of a layer: the input of `down`. */
export interface FoundGate {
  readonly input: string
  readonly gate: StoredLinear
  readonly up: StoredLinear
  readonly kind: LlamaDescription['gate']
  readonly quantized: boolean
}

/** Finds the gates and the gated values whose product this is. */
export function findGate(graph: Graph, name: string): FoundGate | undefined {
  const product = graph.maker(name, 'Mul')
  if (product === undefined) return undefined
  const [a = '', b = ''] = product.inputs
  for (const [activated, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const activation = activationOf(graph, activated)
    if (activation === undefined) continue
    const halves = twoLinears(graph, activation.input, other)
    if (halves !== undefined) return { ...halves, kind: activation.kind }
  }
  return undefined
}

/** The activation that makes this value, and its input. */
function activationOf(
  graph: Graph,
  name: string,
): { readonly kind: FoundGate['kind']; readonly input: string } | undefined {
  const node = graph.maker(name, 'Mul', 'QuickGelu', 'Swish', 'FastGelu', 'Gelu')
  const [a = '', b = ''] = node?.inputs ?? []
  switch (node?.operator) {
    case 'Mul':
      if (sigmoidOf(graph, b) === graph.source(a)) return { kind: 'silu', input: a }
      return sigmoidOf(graph, a) === graph.source(b) ? { kind: 'silu', input: b } : geluInSteps(graph, name)
    case 'QuickGelu':
    case 'Swish':
      return numberOf(node, 'alpha', node.operator === 'Swish' ? 1 : 1.702) === 1
        ? { kind: 'silu', input: a }
        : undefined
    case 'FastGelu':
      return b === '' ? { kind: 'gelu', input: a } : undefined
    case 'Gelu':
      return textOf(node, 'approximate', 'none') === 'tanh' ? { kind: 'gelu', input: a } : undefined
    default:
      return undefined
  }
}

/**
 * GELU by the hyperbolic tangent is a chain of products and sums in many orders, so it is recognized by its results.
 */
function geluInSteps(graph: Graph, name: string): { readonly kind: 'gelu'; readonly input: string } | undefined {
  const input = inputOfSteps(graph, name)
  if (input === undefined) return undefined
  const values = Float64Array.from({ length: 49 }, (_, index) => index / 4 - 6)
  const given = new Map([[input, makeValue('float32', [1, 1, values.length], values)]])
  const { data } = tryPart(graph, name, given, { past: 0, tokens: 1 })
  const isGelu = values.every((value, index) => Math.abs(gelu(value) - (data[index] ?? Number.NaN)) < 1e-4)
  return isGelu ? { kind: 'gelu', input } : undefined
}

const gelu = (value: number) => 0.5 * value * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (value + 0.044_715 * value ** 3)))

/** The only product with stored weights from which the steps begin. */
function inputOfSteps(graph: Graph, name: string): string | undefined {
  const found = new Set<string>()
  const waiting = [name]
  const seen = new Set<string>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next) || graph.constant(next) !== undefined) continue
    seen.add(next)
    const node = graph.maker(next, 'Mul', 'Add', 'Tanh', 'Pow')
    if (findLinear(graph, next) !== undefined) found.add(next)
    else if (node === undefined) return undefined
    else waiting.push(...node.inputs)
  }
  const [input] = found
  return found.size === 1 && graph.maker(name, 'Mul') !== undefined ? input : undefined
}

function sigmoidOf(graph: Graph, name: string): string | undefined {
  const node = graph.maker(name, 'Sigmoid')
  return node && graph.source(node.inputs[0] ?? '')
}

function twoLinears(graph: Graph, gateName: string, upName: string): Omit<FoundGate, 'kind'> | undefined {
  const gate = findLinear(graph, gateName)
  const up = findLinear(graph, upName)
  if (gate === undefined || up === undefined) return undefined
  if (graph.source(gate.input) !== graph.source(up.input)) {
    throw new UnknownGraph(`takes the gates and the values of ${gateName} from two values`)
  }
  const stored = ({ matrix, bias }: FoundLinear): StoredLinear => ({ matrix, bias })
  return { input: gate.input, quantized: gate.quantized && up.quantized, gate: stored(gate), up: stored(up) }
}
