import type { OnnxNode } from '../../onnx/read-onnx.js'
import { rowsOf } from '../blocks.js'
import type { StoredLinear } from '../stored-weights.js'
import { rotationOf } from './angle-table.js'
import type { FoundAttention } from './found-attention.js'
import { type Graph, numberOf, UnknownGraph } from './graph.js'
import { constantVector, type FoundLinear, findLinear } from './linear.js'
import { findPlainAttention } from './plain-attention.js'
import { findNorm, type State } from './state.js'

/** Finds the attention that makes this value. */
export function findAttention(graph: Graph, name: string): FoundAttention | undefined {
  const node = graph.maker(name, 'GroupQueryAttention')
  if (node === undefined) return findPlainAttention(graph, name)
  if (node.outputs[0] !== graph.source(name)) return undefined
  refuseExtras(graph, node)
  const heads = numberOf(node, 'num_heads', 0)
  const keyHeads = numberOf(node, 'kv_num_heads', heads)
  const [query = '', key = '', value = ''] = node.inputs
  const joined = key === '' && value === ''
  const parts = joined ? splitJoined(graph, query, heads, keyHeads) : separate(graph, [query, key, value])
  const { rows } = parts.query.linear.matrix
  const headSize = rows / heads
  const window = numberOf(node, 'local_window_size', -1)
  const rotated = numberOf(node, 'do_rotary', 0) === 1
  const tables = rotated ? { cos: node.inputs[7], sin: node.inputs[8] } : parts.query.tables
  const queryNorm = parts.query.norm ?? ownNorm(graph, node, 14)
  const keyNorm = parts.key.norm ?? ownNorm(graph, node, 15)
  const norms = [queryNorm, keyNorm].filter((norm) => norm !== undefined)
  const scale = numberOf(node, 'scale', 0)
  return {
    input: parts.query.linear.input,
    quantized: [parts.query, parts.key, parts.value].every(({ linear }) => linear.quantized),
    weights: {
      query: stored(parts.query.linear),
      key: stored(parts.key.linear),
      value: stored(parts.value.linear),
      queryNorm: queryNorm?.weights,
      keyNorm: keyNorm?.weights,
    },
    heads,
    keyHeads,
    headSize,
    scale: scale === 0 ? 1 / Math.sqrt(headSize) : scale,
    normEpsilon: norms[0]?.epsilon,
    headsNormTogether: norms.length > 0 && queryNorm?.weights.length === rows && heads > 1,
    window: window > 0 ? window : undefined,
    rotation: tables && readTables(graph, tables.cos ?? '', tables.sin ?? ''),
  }
}

const stored = ({ matrix, bias }: FoundLinear): StoredLinear => ({ matrix, bias })

function refuseExtras(graph: Graph, node: OnnxNode): void {
  const name = node.outputs[0] ?? ''
  if (numberOf(node, 'softcap', 0) !== 0) throw new UnknownGraph(`caps the scores of ${graph.describe(name)}`)
  if (numberOf(node, 'rotary_interleaved', 0) !== 0)
    throw new UnknownGraph(`rotates neighbours in ${graph.describe(name)}`)
  if (numberOf(node, 'smooth_softmax', 0) === 1)
    throw new UnknownGraph(`has a smooth softmax in ${graph.describe(name)}`)
  // The tenth input holds the positions, which are those of the text. Four inputs behind it change the scores or the keys.
  if (node.inputs.slice(10, 14).some((input) => input !== '')) {
    throw new UnknownGraph(`adds to the scores of ${graph.describe(name)}`)
  }
}

/** The attention itself may normalize the heads. */
function ownNorm(graph: Graph, node: OnnxNode, input: number): Part['norm'] {
  const name = node.inputs[input] ?? ''
  if (name === '') return undefined
  return { weights: constantVector(graph, name), epsilon: numberOf(node, 'qk_norm_epsilon', 1e-6) }
}

interface Part {
  readonly linear: FoundLinear
  readonly norm: { readonly weights: Float32Array; readonly epsilon: number } | undefined
  readonly tables: { readonly cos: string | undefined; readonly sin: string | undefined } | undefined
}

function separate(graph: Graph, names: readonly [string, string, string]) {
  const [query, key, value] = names.map((name) => findPart(graph, name)) as [Part, Part, Part]
  const inputs = [query, key, value].map(({ linear }) => graph.source(linear.input))
  if (new Set(inputs).size !== 1) throw new UnknownGraph(`takes the queries and keys of ${names[0]} from two values`)
  if (value.norm !== undefined || value.tables !== undefined)
    throw new UnknownGraph(`normalizes the values ${names[2]}`)
  return { query, key, value }
}

function findPart(graph: Graph, name: string): Part {
  const rotation = graph.maker(name, 'RotaryEmbedding')
  if (rotation !== undefined && numberOf(rotation, 'interleaved', 0) !== 0) {
    throw new UnknownGraph(`rotates neighbours in ${graph.describe(name)}`)
  }
  const tables = rotation && { cos: rotation.inputs[2], sin: rotation.inputs[3] }
  const behind = unshaped(graph, rotation === undefined ? name : (rotation.inputs[0] ?? ''))
  const norm = findNorm(graph, behind)
  const input = norm === undefined ? behind : unshaped(graph, plain(norm.input))
  const linear = findLinear(graph, input)
  if (linear === undefined) throw new UnknownGraph(`makes the queries, keys or values by ${graph.describe(input)}`)
  return { linear, norm, tables }
}

/** The value behind nodes that only give it another shape. */
function unshaped(graph: Graph, name: string): string {
  const node = graph.maker(name, 'Reshape')
  return node === undefined ? name : unshaped(graph, node.inputs[0] ?? '')
}

function plain(state: State): string {
  if (typeof state === 'string') return state
  throw new UnknownGraph('adds to queries or keys before it normalizes them')
}

/** Some graphs make queries, keys and values by one product. */
function splitJoined(graph: Graph, name: string, heads: number, keyHeads: number) {
  const all = findLinear(graph, name)
  if (all === undefined) throw new UnknownGraph(`makes queries, keys and values by ${graph.describe(name)}`)
  const size = all.matrix.rows / (heads + 2 * keyHeads)
  const part = (first: number, count: number): Part => ({
    linear: {
      ...all,
      matrix: rowsOf(all.matrix, first * size, count * size),
      bias: all.bias?.subarray(first * size, (first + count) * size),
    },
    norm: undefined,
    tables: undefined,
  })
  return { query: part(0, heads), key: part(heads, keyHeads), value: part(heads + keyHeads, keyHeads) }
}

function readTables(graph: Graph, cos: string, sin: string): FoundAttention['rotation'] {
  const cosines = graph.constant(cos)
  const sines = graph.constant(sin)
  if (cosines?.shape.length === 2 && sines?.shape.join() === cosines.shape.join()) {
    const [rows, columns] = cosines.shape as [number, number]
    const cosine = graph.reader(cosines)
    const sine = graph.reader(sines)
    const found = rotationOf({
      rows,
      columns,
      cosine: (row, column) => cosine(row * columns + column),
      sine: (row, column) => sine(row * columns + column),
    })
    if (found !== undefined) return { ...found, positions: rows }
  }
  throw new UnknownGraph('rotates heads by angles that the kernels do not know')
}
