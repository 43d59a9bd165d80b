import { NlpError } from '../../src/shared/errors.js'
import type { OnnxGraph } from '../onnx/graph.js'
import { takeProgram } from '../operators/program.js'
import { makeValue, type Value } from '../operators/value.js'
import { type Activation, matchActivation } from './match-activation.js'
import { type AttentionMatch, type Mask, matchAttention } from './match-attention.js'
import { type LinearMatch, matchLinear } from './match-linear.js'
import { matchNorm, type NormMatch } from './match-norm.js'

/** A layer as the graph spells it. */
export interface LayerMatch {
  readonly attention: AttentionMatch
  readonly output: LinearMatch
  readonly attentionNorm: NormMatch
  readonly up: LinearMatch
  readonly activation: Activation
  readonly down: LinearMatch
  readonly norm: NormMatch
}

export interface BertMatch {
  /** The value that the first layer reads, and the value that the last layer gives. */
  readonly input: string
  readonly output: string
  readonly layers: readonly LayerMatch[]
  /** The names of the inputs of the graph. */
  readonly inputs: readonly string[]
}

/**
 * Finds the layers of an encoder by the structure of its graph, whatever the names in it. Returns the reason where the
 * kernels cannot run the graph.
 */
export function recogniseBert(graph: OnnxGraph): BertMatch | string {
  const layers: LayerMatch[] = []
  const last = lastLayer(graph)
  if (last === undefined) return 'no layer of attention with quantized weights was found in it'
  let input = last.name
  for (let found: FoundLayer | undefined = last.found; found !== undefined; found = matchLayer(graph, input)) {
    layers.unshift(found.layer)
    input = found.input
  }
  const inputs = graph.file.inputs.map(({ name }) => name)
  const missing = layers.map(({ attention }) => {
    return attention.masks.find((mask) => !changesNothing(graph, mask, inputs, attention))
  })
  const mask = missing.find((each) => each !== undefined)
  if (mask !== undefined) return `its attention depends on the distance of tokens, or on ${mask.name}`
  return { input, output: last.name, layers, inputs }
}

interface FoundLayer {
  readonly layer: LayerMatch
  readonly input: string
}

function lastLayer(graph: OnnxGraph): { readonly name: string; readonly found: FoundLayer } | undefined {
  for (const node of [...graph.file.nodes].reverse()) {
    const [name = ''] = node.outputs
    if (node.operator !== 'LayerNormalization' && node.operator !== 'Add') continue
    const found = matchLayer(graph, name)
    if (found !== undefined) return { name, found }
  }
  return undefined
}

function matchLayer(graph: OnnxGraph, name: string): FoundLayer | undefined {
  const norm = matchNorm(graph, name)
  for (const [change, between] of norm === undefined ? [] : addends(graph, norm.input)) {
    const down = matchLinear(graph, change)
    const activation = down && matchActivation(graph, down.input)
    const up = activation && matchLinear(graph, activation.input)
    const attentionNorm = up?.input === between ? matchNorm(graph, between) : undefined
    if (norm === undefined || down === undefined || up === undefined || attentionNorm === undefined) continue
    for (const [mixed, input] of addends(graph, attentionNorm.input)) {
      const output = matchLinear(graph, mixed)
      const attention = output && matchAttention(graph, output.input)
      if (output === undefined || attention === undefined) continue
      if ([attention.query, attention.key, attention.value].some((each) => each.input !== input)) continue
      const layer = { attention, output, attentionNorm, up, activation: activation?.kind ?? 'gelu', down, norm }
      return { layer, input }
    }
  }
  return undefined
}

/** The two values of a sum, in both orders. */
function addends(graph: OnnxGraph, name: string): readonly (readonly [string, string])[] {
  const [one, other] = graph.makerOf(graph.unmoved(name), 'Add')?.inputs.map((each) => graph.unmoved(each)) ?? []
  if (one === undefined || other === undefined) return []
  return [
    [one, other],
    [other, one],
  ]
}

const PROBE = 5

/** Tries a mask on a text without padding. */
function changesNothing(
  graph: OnnxGraph,
  mask: Mask,
  inputs: readonly string[],
  { query, heads, headSize }: AttentionMatch,
): boolean {
  // Some masks take the shape of the layer's input, or of the scores.
  const program = takeProgram(graph, mask.name, [...inputs, mask.scores, query.input])
  if (typeof program === 'string') return false
  const given = new Map(inputs.map((each) => [each, probeOf(each)]))
  given.set(mask.scores, makeValue('float32', [1, heads, PROBE, PROBE]))
  given.set(query.input, makeValue('float32', [1, PROBE, heads * headSize]))
  try {
    const { data } = program.run(given)
    if (mask.kind === 'added') return data.every((value) => Math.abs(value) < 1e-6)
    return data.every((value) => (value !== 0) === (mask.kind === 'keeps-true'))
  } catch (error) {
    if (NlpError.is(error)) return false
    throw error
  }
}

function probeOf(input: string): Value {
  const value = makeValue('int64', [1, PROBE])
  if (input === 'attention_mask') value.data.fill(1)
  else if (input === 'position_ids') for (let index = 0; index < PROBE; index += 1) value.data[index] = index
  return value
}
