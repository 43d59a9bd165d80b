import { integerOf, integersOf, type OnnxGraph } from '../onnx/graph.js'
import type { OnnxNode } from '../onnx/read-onnx.js'
import { takeProgram } from '../operators/program.js'
import { makeValue } from '../operators/value.js'
import { type LinearMatch, matchLinear } from './match-linear.js'

export interface AttentionMatch {
  readonly query: LinearMatch
  readonly key: LinearMatch
  readonly value: LinearMatch
  readonly heads: number
  readonly headSize: number
  /** Scores are multiplied by this. */
  readonly scale: number
  readonly masks: readonly Mask[]
}

/** A part of the graph that hides the padding of a batch. Without padding it must change nothing. */
export interface Mask {
  readonly name: string
  /** Whether the mask is added, or chooses the scores where it is true or false. */
  readonly kind: 'added' | 'keeps-true' | 'keeps-false'
  /** The name of the scores that it hides. */
  readonly scores: string
}

/** Finds the attention of several heads whose result this value is. */
export function matchAttention(graph: OnnxGraph, name: string): AttentionMatch | undefined {
  const joined = walkHeads(graph, name)
  const mix = graph.makerOf(joined.at, 'MatMul')
  if (mix === undefined || joined.order !== '0,2,1,3') return undefined
  const [weights = '', values = ''] = mix.inputs
  const shares = graph.makerOf(withoutGuard(graph, weights), 'Softmax')
  if (shares === undefined || ![-1, 3].includes(integerOf(shares, 'axis') ?? -1)) return undefined
  const scores = matchScores(graph, shares.inputs[0] ?? '', [])
  if (scores === undefined) return undefined
  const [query = '', key = ''] = scores.product.inputs
  const parts = [query, key, values].map((each) => walkHeads(graph, each))
  const [queries, keys, mixed] = parts
  if (queries?.order !== '0,2,1,3' || keys?.order !== '0,2,3,1' || mixed?.order !== '0,2,1,3') return undefined
  const linears = parts.map(({ at }) => matchLinear(graph, at))
  const [one, two, three] = linears
  if (one === undefined || two === undefined || three === undefined) return undefined
  const sizes = queries.sizes && fillSizes(queries.sizes, one.rows)
  if (sizes === undefined || mixed.factors.length > 0 || joined.factors.length > 0) return undefined
  const factors = [...scores.factors, ...queries.factors, ...keys.factors]
  const scale = factors.reduce((product, factor) => product * numberOf(graph, factor, sizes), 1)
  if (!Number.isFinite(scale)) return undefined
  return { query: one, key: two, value: three, ...sizes, scale, masks: scores.masks }
}

/** A number by which a value is multiplied or divided. */
interface Factor {
  readonly name: string
  readonly divides: boolean
}

/** Some exports replace NaN in the weights, which does not occur without padding. */
function withoutGuard(graph: OnnxGraph, name: string): string {
  const choice = graph.makerOf(name, 'Where')
  return choice !== undefined && graph.makerOf(choice.inputs[0] ?? '', 'IsNaN') !== undefined
    ? (choice.inputs[2] ?? '')
    : name
}

interface ScoresMatch {
  readonly product: OnnxNode
  readonly factors: readonly Factor[]
  readonly masks: readonly Mask[]
}

/** Goes back from the softmax over masks and scales to the product of queries and keys. */
function matchScores(graph: OnnxGraph, name: string, factors: readonly Factor[]): ScoresMatch | undefined {
  const node = graph.maker(name)
  const [first = '', second = '', third = ''] = node?.inputs ?? []
  switch (node?.operator) {
    case 'MatMul':
      return { product: node, factors, masks: [] }
    case 'Mul':
    case 'Div': {
      const found = matchScores(graph, first, [...factors, { name: second, divides: node.operator === 'Div' }])
      if (found !== undefined || node.operator === 'Div') return found
      return matchScores(graph, second, [...factors, { name: first, divides: false }])
    }
    case 'Add':
      return (
        masked(graph, first, { name: second, kind: 'added', scores: first }) ??
        masked(graph, second, { name: first, kind: 'added', scores: second })
      )
    case 'Where':
      return (
        masked(graph, third, { name: first, kind: 'keeps-false', scores: third }) ??
        masked(graph, second, { name: first, kind: 'keeps-true', scores: second })
      )
    default:
      return undefined
  }
}

/** A scale before a mask would scale the mask as well. That does not matter, because the mask changes nothing. */
function masked(graph: OnnxGraph, scores: string, mask: Mask): ScoresMatch | undefined {
  const found = matchScores(graph, scores, [])
  return found && { ...found, masks: [...found.masks, mask] }
}

/** Goes back over the cut into heads. The order of the axes tells whether the heads lie as the kernels expect. */
function walkHeads(graph: OnnxGraph, name: string) {
  let at = name
  let order = [0, 1, 2, 3]
  let sizes: readonly number[] | undefined
  const factors: Factor[] = []
  for (;;) {
    const node = graph.maker(at)
    const [first = '', second = ''] = node?.inputs ?? []
    if (node?.operator === 'Transpose') {
      const step = integersOf(node, 'perm')
      // The later order picks from the earlier one.
      order = step?.length === 4 ? order.map((axis) => step[axis] as number) : []
      at = first
    } else if (node?.operator === 'Reshape') {
      sizes = headSizes(graph, second) ?? sizes
      at = first
    } else if (node?.operator === 'Identity') at = first
    else if ((node?.operator === 'Mul' || node?.operator === 'Div') && isScalar(graph, second)) {
      factors.push({ name: second, divides: node.operator === 'Div' })
      at = first
    } else return { at, order: order.join(), sizes, factors }
  }
}

/** The last two of four sizes: the count of heads, and the numbers in each. */
function headSizes(graph: OnnxGraph, name: string): readonly number[] | undefined {
  const numbers = graph.numbers(name)
  if (numbers !== undefined) return numbers.length === 4 ? [...numbers.subarray(2)] : undefined
  const parts = graph.makerOf(name, 'Concat')?.inputs.map((each) => graph.number(each) ?? -1)
  return parts?.length === 4 ? parts.slice(2) : undefined
}

function fillSizes([heads = -1, headSize = -1]: readonly number[], width: number) {
  const sizes = {
    heads: heads > 0 ? heads : width / headSize,
    headSize: headSize > 0 ? headSize : width / heads,
  }
  return sizes.heads * sizes.headSize === width && Number.isInteger(sizes.heads) ? sizes : undefined
}

/** Whether a value is a single number that the weights and sizes of the model decide. */
function isScalar(graph: OnnxGraph, name: string): boolean {
  return graph.number(name) !== undefined || measured(graph, name) !== undefined
}

/** The only values whose shape decides a number. */
function measured(graph: OnnxGraph, name: string, depth = 12): readonly string[] | undefined {
  if (name === '' || graph.constant(name) !== undefined) return []
  const node = graph.maker(name)
  if (node === undefined || depth === 0) return undefined
  if (node.operator === 'Shape') return node.inputs
  if (!['Slice', 'Gather', 'Cast', 'Sqrt', 'Div', 'Mul', 'Squeeze', 'Unsqueeze', 'Pow'].includes(node.operator))
    return undefined
  const lists = node.inputs.map((each) => measured(graph, each, depth - 1))
  const found = lists.flatMap((list) => list ?? [])
  return lists.includes(undefined) || found.length === 0 ? undefined : found
}

function numberOf(graph: OnnxGraph, { name, divides }: Factor, sizes: { heads: number; headSize: number }): number {
  const number = graph.number(name) ?? measuredNumber(graph, name, sizes)
  return divides ? 1 / number : number
}

/** Some exports compute the scale from the size of a head, although that never changes. */
function measuredNumber(
  graph: OnnxGraph,
  name: string,
  { heads, headSize }: { heads: number; headSize: number },
): number {
  const inputs = measured(graph, name) ?? []
  const program = takeProgram(graph, name, inputs)
  if (typeof program === 'string') return Number.NaN
  const shaped = makeValue('float32', [1, heads, 1, headSize])
  const { data } = program.run(new Map(inputs.map((each) => [each, shaped])))
  return data.length === 1 ? (data[0] as number) : Number.NaN
}
