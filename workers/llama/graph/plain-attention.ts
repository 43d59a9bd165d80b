import { integersOf } from '../../onnx/graph.js'
import type { OnnxNode } from '../../onnx/read-onnx.js'
import type { FoundAttention } from './found-attention.js'
import { type Graph, numberOf, UnknownGraph } from './graph.js'
import { type FoundLinear, findLinear } from './linear.js'
import { findWindow, type KeyShapes } from './mask.js'
import { type FoundNorm, findNorm } from './state.js'
import { onlyShape, tryPart, unevenNumbers } from './try-part.js'
import { findTurn } from './turned-heads.js'

/** Finds the attention that makes this value, where the graph spells it in products and a softmax. */
export function findPlainAttention(graph: Graph, name: string): FoundAttention | undefined {
  const mix = graph.maker(headsTurned(graph, name)?.inputs[0] ?? '', 'MatMul')
  const [weights = '', mixed = ''] = mix?.inputs ?? []
  const shares = graph.maker(withoutGuard(graph, weights), 'Softmax')
  if (shares === undefined) return undefined
  if (![-1, 3].includes(numberOf(shares, 'axis', -1))) {
    throw new UnknownGraph(`has ${graph.describe(weights)} over another axis than that of the keys`)
  }
  const scores = findScores(graph, shares.inputs[0] ?? '')
  const [queryEnd = '', keyEnd = ''] = scores.product.inputs
  const query = findHeads(graph, headsBefore(graph, queryEnd))
  const keys = findKept(graph, keyEnd)
  const values = findKept(graph, mixed)
  const { key, value } = { key: keys.part, value: values.part }
  if ([key, value].some(({ linear, size }) => !sameInput(graph, linear, query.linear) || size !== query.size)) {
    throw new UnknownGraph(`takes the queries and keys of ${name} from two values`)
  }
  const { heads, size } = query
  const keyHeads = key.heads
  if (value.heads !== keyHeads || value.norm !== undefined || graph.source(value.name) !== graph.source(values.added)) {
    throw new UnknownGraph(`changes the values of ${graph.describe(name)}`)
  }
  const keyFactor = factorOfRepeat(graph, [keys.kept, keyEnd], { heads, keyHeads, size, turned: true })
  const valueFactor = factorOfRepeat(graph, [values.kept, mixed], { heads, keyHeads, size, turned: false })
  const turnedQuery = findTurn(graph, [query.name, queryEnd], heads, size)
  const turnedKey = findTurn(graph, [key.name, keys.added], keyHeads, size)
  if (valueFactor !== 1 || !sameSteps(turnedQuery.rotation, turnedKey.rotation)) {
    throw new UnknownGraph(`rotates the queries and keys of ${graph.describe(name)} by different angles`)
  }
  const norms = [query.norm, key.norm].filter((norm) => norm !== undefined)
  return {
    input: query.linear.input,
    quantized: [query, key, value].every(({ linear }) => linear.quantized),
    weights: {
      query: { matrix: query.linear.matrix, bias: query.linear.bias },
      key: { matrix: key.linear.matrix, bias: key.linear.bias },
      value: { matrix: value.linear.matrix, bias: value.linear.bias },
      queryNorm: query.norm?.weights,
      keyNorm: key.norm?.weights,
    },
    heads,
    keyHeads,
    headSize: size,
    scale: scores.factor * turnedQuery.factor * turnedKey.factor * keyFactor,
    normEpsilon: norms[0]?.epsilon,
    headsNormTogether: norms.length > 0 && query.norm?.weights.length === heads * size && heads > 1,
    window: findWindow(graph, scores.mask, keyShapes(keys, { heads, keyHeads, size })),
    rotation: turnedQuery.rotation,
  }
}

const sameInput = (graph: Graph, one: FoundLinear, other: FoundLinear): boolean =>
  graph.source(one.input) === graph.source(other.input)

function sameSteps(one: FoundAttention['rotation'], other: FoundAttention['rotation']): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.steps.every((step, index) => Math.abs(step - (other.steps[index] ?? 0)) < 1e-9)
}

/** The node that gives heads and tokens each other's places. */
function headsTurned(graph: Graph, name: string): OnnxNode | undefined {
  const node = graph.maker(name, 'Transpose')
  return node !== undefined && integersOf(node, 'perm')?.join() === '0,2,1,3' ? node : undefined
}

/** Some graphs put zeros in place of the weights of a token that sees nothing. Without padding there is no such token. */
function withoutGuard(graph: Graph, name: string): string {
  const guard = graph.maker(name, 'Where')
  const [condition = '', , value = ''] = guard?.inputs ?? []
  const test = graph.maker(condition, 'IsNaN')
  return test !== undefined && graph.source(test.inputs[0] ?? '') === graph.source(value) ? value : name
}

interface FoundScores {
  readonly product: OnnxNode
  readonly factor: number
  readonly mask: string
}

function findScores(graph: Graph, name: string): FoundScores {
  const [one = '', other = ''] = graph.maker(name, 'Add')?.inputs ?? []
  for (const [scores, mask] of [
    [one, other],
    [other, one],
  ] as const) {
    const scaling = graph.maker(scores, 'Mul', 'Div')
    const [value, constant] = (scaling && graph.withConstant(scaling)) ?? []
    const number = constant === undefined ? undefined : graph.number(constant)
    const product = graph.maker(number === undefined ? scores : (value as string), 'MatMul')
    if (product === undefined) continue
    const factor = number === undefined ? 1 : scaling?.operator === 'Div' ? 1 / number : number
    return { product, factor, mask }
  }
  throw new UnknownGraph(`makes the scores of its attention by ${graph.describe(name)}`)
}

/** The heads of queries, keys or values, before they are rotated. */
interface Heads {
  /** The value of the shape [1, heads, tokens, size]. */
  readonly name: string
  readonly linear: FoundLinear
  readonly norm: FoundNorm | undefined
  readonly heads: number
  readonly size: number
}

/** Exporters normalize the heads before or after they give heads and tokens each other's places. */
function findHeads(graph: Graph, { name, turned, norm: normBehind }: HeadsStart): Heads {
  const [before = ''] = turned.inputs
  const norm = normBehind === undefined ? findNorm(graph, before) : undefined
  const shaped = norm === undefined ? before : norm.input
  const shaping = typeof shaped === 'string' ? graph.maker(shaped, 'Reshape') : undefined
  const [flat = ''] = shaping?.inputs ?? []
  const wholeNorm = norm === undefined && normBehind === undefined && shaping ? findNorm(graph, flat) : undefined
  const product = wholeNorm === undefined ? flat : wholeNorm.input
  const linear = typeof product === 'string' ? findLinear(graph, product) : undefined
  if (shaping === undefined || linear === undefined) {
    throw new UnknownGraph(`makes the queries, keys or values by ${graph.describe(before)}`)
  }
  const given = new Map([
    [linear.input, onlyShape([1, 1, linear.matrix.columns])],
    [flat, unevenNumbers([1, 1, linear.matrix.rows])],
  ])
  const [, , heads = 0, size = 0] = tryPart(graph, shaping.outputs[0] ?? '', given, { past: 0, tokens: 1 }).shape
  if (heads * size !== linear.matrix.rows || size % 2 !== 0) {
    throw new UnknownGraph(`cuts ${linear.matrix.rows} numbers into ${heads} heads of ${size}`)
  }
  return { name, linear, norm: normBehind ?? norm ?? wholeNorm, heads, size }
}

/** The operators of a rotation, and whether each changes only its first input. */
const ROTATION: Readonly<Record<string, boolean>> = {
  Add: false,
  Sub: false,
  Mul: false,
  Div: false,
  Concat: false,
  Neg: true,
  Slice: true,
  Split: true,
}

/** The value that a rotation takes, and the nodes that make it. */
interface HeadsStart {
  readonly name: string
  readonly turned: OnnxNode
  readonly norm: FoundNorm | undefined
}

/** Goes back over a rotation to the heads that it takes. */
function headsBefore(graph: Graph, name: string): HeadsStart {
  const found = new Map<string, HeadsStart>()
  const waiting = [name]
  const seen = new Set<string>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const norm = findNorm(graph, next)
    const turned = headsTurned(graph, typeof norm?.input === 'string' ? norm.input : next)
    const node = graph.maker(next, ...Object.keys(ROTATION))
    if (turned !== undefined) {
      const start = graph.source(next)
      found.set(start, { name: start, turned, norm })
    }
    if (turned === undefined && node !== undefined)
      waiting.push(...(ROTATION[node.operator] ? node.inputs.slice(0, 1) : node.inputs))
  }
  const [start] = found.values()
  if (start !== undefined && found.size === 1) return start
  throw new UnknownGraph(`makes the queries or keys by ${graph.describe(name)}`)
}

/** Keys or values that are kept for later tokens. */
interface Kept {
  /** The kept heads of all tokens, and those that this step adds. */
  readonly kept: string
  readonly added: string
  /** The names under which the heads pass on, repeated for the heads of queries. */
  readonly repeated: readonly string[]
  readonly part: Heads
}

const AFTER = ['Transpose', 'Mul', 'Div', 'Reshape', 'Expand', 'Unsqueeze']

function findKept(graph: Graph, end: string): Kept {
  const repeated: string[] = []
  let at = end
  for (let node = graph.maker(at, ...AFTER); node !== undefined; node = graph.maker(at, ...AFTER)) {
    if (node.operator === 'Reshape') repeated.push(node.outputs[0] ?? '')
    if (repeated.length > 8) break
    at = graph.withConstant(node)?.[0] ?? node.inputs[0] ?? ''
  }
  const joined = graph.maker(at, 'Concat')
  const [past = '', added = ''] = joined?.inputs ?? []
  const isKept = joined?.inputs.length === 2 && [-2, 2].includes(numberOf(joined, 'axis', 0))
  if (joined === undefined || !isKept || !past.startsWith('past_key_values.')) {
    throw new UnknownGraph(`keeps its keys or values by ${graph.describe(at)}`)
  }
  return { kept: joined.outputs[0] ?? '', added, repeated, part: findHeads(graph, headsBefore(graph, added)) }
}

interface Sizes {
  readonly heads: number
  readonly keyHeads: number
  readonly size: number
}

/** The kept heads are repeated for the heads of queries, and perhaps scaled. Returns the scale. */
function factorOfRepeat(
  graph: Graph,
  [from, to]: readonly [string, string],
  { heads, keyHeads, size, turned }: Sizes & { readonly turned: boolean },
): number {
  const length = 3
  const value = unevenNumbers([1, keyHeads, length, size])
  const { data, shape } = tryPart(graph, to, new Map([[from, value]]), { past: length - 1, tokens: 1 })
  const factor = (data[0] ?? 0) / (value.data[0] as number)
  const place = (index: number) => {
    const head = Math.floor(index / (size * length))
    const inHead = index % (size * length)
    const [column, row] = turned
      ? [Math.floor(inHead / length), inHead % length]
      : [inHead % size, Math.floor(inHead / size)]
    return (Math.floor((head * keyHeads) / heads) * length + row) * size + column
  }
  const wanted = [1, heads, ...(turned ? [size, length] : [length, size])]
  const isSame = data.every((each, index) => Math.abs(each - factor * (value.data[place(index)] as number)) < 1e-5)
  if (shape.join() === wanted.join() && isSame && factor > 0) return factor
  throw new UnknownGraph(`gives the keys or values to the heads of queries by ${graph.describe(to)}`)
}

function keyShapes({ kept, repeated }: Kept, { heads, keyHeads, size }: Sizes): KeyShapes {
  return { names: [{ name: kept, heads: keyHeads }, ...repeated.map((name) => ({ name, heads }))], size }
}
