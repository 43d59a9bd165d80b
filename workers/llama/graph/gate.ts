import type { LlamaDescription } from '../description.js'
import type { StoredLinear } from '../stored-weights.js'
import { type Graph, numberOf, textOf, UnknownGraph } from './graph.js'
import { type FoundLinear, findLinear } from './linear.js'

/** The gated half of a layer: what `down` multiplies. */
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
      return sigmoidOf(graph, a) === graph.source(b) ? { kind: 'silu', input: b } : undefined
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
