import type { OnnxFile } from '../../onnx/read-onnx.js'
import type { StoredLayer, StoredWeights } from '../stored-weights.js'
import { findAttention } from './attention.js'
import type { FoundAttention } from './found-attention.js'
import { type FoundGate, findGate } from './gate.js'
import { Graph, UnknownGraph } from './graph.js'
import { type FoundLinear, findLinear } from './linear.js'
import { addends, type FoundNorm, findNorm, type State, sameState } from './state.js'
import { findWords } from './words.js'

/** A layer as the graph computes it. */
export interface FoundLayer {
  readonly weights: StoredLayer
  readonly attention: FoundAttention
  readonly gate: FoundGate['kind']
  readonly width: number
  readonly residualScale: number
  readonly epsilons: readonly number[]
  readonly quantized: boolean
}

export interface FoundModel {
  readonly layers: readonly FoundLayer[]
  readonly weights: StoredWeights
  readonly wordScale: number
  readonly scoreDivisor: number
  readonly epsilon: number
}

/**
 * Finds a model of the Llama family in a graph, from the scores back to the words. An unknown step throws
 * `UnknownGraph`, because leaving a step out would make the answers wrong.
 */
export function findModel(file: OnnxFile, beside: ReadonlyMap<string, Uint8Array>): FoundModel {
  const graph = new Graph(file, beside)
  const head = findHead(graph)
  const norm = findNorm(graph, lastRows(graph, head.linear.input))
  if (norm === undefined) throw new UnknownGraph(`has ${graph.describe(head.linear.input)} before the scores`)
  let state = typeof norm.input === 'string' ? lastRows(graph, norm.input) : norm.input
  const layers: FoundLayer[] = []
  for (let halves = addends(graph, state); halves !== undefined; halves = addends(graph, state)) {
    if (layers.length === MOST_LAYERS) throw new UnknownGraph(`has more than ${MOST_LAYERS} layers`)
    const { layer, before } = findLayer(graph, halves)
    layers.unshift(layer)
    state = before
  }
  if (layers.length === 0) throw new UnknownGraph('has no layers of a decoder')
  const words = findWords(graph, state as string)
  const shared = words.table.name === head.linear.matrix.name && words.table.format === head.linear.matrix.format
  return {
    layers,
    weights: {
      file: file.name,
      words: words.table,
      layers: layers.map((layer) => layer.weights),
      finalNorm: norm.weights,
      scores: shared ? undefined : head.linear.matrix,
      scoreBias: head.linear.bias,
    },
    wordScale: words.scale,
    scoreDivisor: head.divisor,
    epsilon: norm.epsilon,
  }
}

const MOST_LAYERS = 512

function findHead(graph: Graph): { readonly linear: FoundLinear; readonly divisor: number } {
  const output = graph.file.outputs.find(({ name }) => name === 'logits')
  if (output === undefined) throw new UnknownGraph('has no output of scores')
  let { name } = output
  let divisor = 1
  const scaling = graph.maker(name, 'Div', 'Mul')
  const [value, constant] = (scaling && graph.withConstant(scaling)) ?? []
  const number = constant === undefined ? undefined : graph.number(constant)
  if (scaling !== undefined && value !== undefined && number !== undefined) {
    name = value
    divisor = scaling.operator === 'Div' ? number : 1 / number
  }
  const linear = findLinear(graph, name)
  if (linear === undefined) throw new UnknownGraph(`makes its scores by ${graph.describe(name)}`)
  return { linear, divisor }
}

/** The value behind a node that takes only the last rows, whose scores are wanted. */
function lastRows(graph: Graph, name: string): string {
  const node = graph.maker(name, 'Slice', 'Gather', 'GatherND')
  const [behind = ''] = node?.inputs ?? []
  return node === undefined || graph.constant(behind) !== undefined ? name : behind
}

/** Finds the layer whose last half makes one of these two values. The other is the state between its halves. */
function findLayer(graph: Graph, halves: readonly [string, string]) {
  const feedForward = eitherHalf(graph, halves, (change) => {
    const gate = findGate(graph, change.linear.input)
    return gate && { change, gate }
  })
  if (feedForward === undefined) throw new UnknownGraph(`has no gates in ${graph.describe(halves[0])} or ${halves[1]}`)
  const { change: second, gate } = feedForward.found
  const between = feedForward.other
  const sum = addends(graph, between)
  const attended =
    sum &&
    eitherHalf(graph, sum, (change) => {
      const attention = findAttention(graph, unshaped(graph, change.linear.input))
      return attention && { change, attention }
    })
  if (attended === undefined)
    throw new UnknownGraph(`has no attention that the kernels know in ${graph.describe(between)}`)
  const { change: first, attention } = attended.found
  const before = attended.other
  const attentionNorm = normBefore(graph, attention.input, before)
  const feedForwardNorm = normBefore(graph, gate.input, between)
  if (first.scale !== second.scale) throw new UnknownGraph('scales the halves of a layer by two numbers')
  const norms = [attentionNorm, feedForwardNorm, first.norm, second.norm].filter((norm) => norm !== undefined)
  const epsilons = norms.map(({ epsilon }) => epsilon)
  const layer: FoundLayer = {
    weights: {
      attentionNorm: attentionNorm?.weights,
      ...attention.weights,
      output: { matrix: first.linear.matrix, bias: first.linear.bias },
      afterAttentionNorm: first.norm?.weights,
      feedForwardNorm: feedForwardNorm?.weights,
      gate: gate.gate,
      up: gate.up,
      down: { matrix: second.linear.matrix, bias: second.linear.bias },
      afterFeedForwardNorm: second.norm?.weights,
    },
    attention,
    gate: gate.kind,
    width: first.linear.matrix.rows,
    residualScale: first.scale,
    epsilons: attention.normEpsilon === undefined ? epsilons : [...epsilons, attention.normEpsilon],
    quantized: attention.quantized && gate.quantized && first.linear.quantized && second.linear.quantized,
  }
  return { layer, before }
}

interface Change {
  readonly linear: FoundLinear
  readonly norm: FoundNorm | undefined
  readonly scale: number
}

function eitherHalf<Found>(
  graph: Graph,
  [a, b]: readonly [string, string],
  find: (change: Change) => Found | undefined,
): { readonly found: Found; readonly other: string } | undefined {
  for (const [name, other] of [
    [b, a],
    [a, b],
  ] as const) {
    const change = findChange(graph, name)
    const found = change && find(change)
    if (found !== undefined) return { found, other }
  }
  return undefined
}

/** The result of a half of a layer: a product, perhaps normalized and scaled. */
function findChange(graph: Graph, name: string): Change | undefined {
  const scaling = graph.maker(name, 'Mul')
  const [value, constant] = (scaling && graph.withConstant(scaling)) ?? []
  const scale = constant === undefined ? undefined : graph.number(constant)
  const unscaled = scale === undefined ? name : (value as string)
  const norm = findNorm(graph, unscaled)
  if (norm !== undefined && typeof norm.input !== 'string') return undefined
  const linear = findLinear(graph, norm === undefined ? unscaled : (norm.input as string))
  return linear && { linear, norm, scale: scale ?? 1 }
}

/** The norm between a state and the first products of a half of a layer; undefined where the state is taken as it is. */
function normBefore(graph: Graph, name: string, state: State): FoundNorm | undefined {
  if (sameState(graph, name, state)) return undefined
  const norm = findNorm(graph, name)
  if (norm !== undefined && sameState(graph, norm.input, state)) return norm
  throw new UnknownGraph(`has ${graph.describe(name)} between a state and the products with it`)
}

function unshaped(graph: Graph, name: string): string {
  const node = graph.maker(name, 'Reshape')
  return node === undefined ? name : (node.inputs[0] ?? '')
}
