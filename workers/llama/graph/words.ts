import type { OnnxNode } from '../../onnx/read-onnx.js'
import type { Blocks } from '../blocks.js'
import { type Graph, numberOf, UnknownGraph } from './graph.js'
import { constantVector, stepsOfNode } from './linear.js'
import { groupedTable, plainMatrix } from './onnx-blocks.js'

export interface FoundWords {
  readonly table: Blocks
  /** Word vectors are multiplied by this. */
  readonly scale: number
}

/** Finds the table of word vectors whose rows this value has. */
export function findWords(graph: Graph, name: string): FoundWords {
  const scaling = graph.maker(name, 'Mul')
  const [value, constant] = (scaling && graph.withConstant(scaling)) ?? []
  const scale = constant === undefined ? undefined : graph.number(constant)
  const table = tableOf(graph, scale === undefined ? name : (value as string))
  if (table === undefined) throw new UnknownGraph(`makes its first rows by ${graph.describe(name)}`)
  return { table, scale: scale ?? 1 }
}

function tableOf(graph: Graph, name: string): Blocks | undefined {
  const grouped = graph.maker(name, 'GatherBlockQuantized')
  if (grouped !== undefined) return readsTokens(graph, grouped) ? groupedTable(graph, grouped) : undefined
  const scaling = graph.maker(name, 'DequantizeLinear')
  if (scaling !== undefined) {
    const codes = gathered(graph, scaling.inputs[0] ?? '')
    return codes && plainMatrix(graph, codes, { columns: false, steps: stepsOfNode(graph, scaling) })
  }
  const product = graph.maker(name, 'Mul')
  if (product !== undefined) return withScaleOfRow(graph, product)
  const gather = graph.maker(name, 'Gather')
  const behind = gather && graph.maker(gather.inputs[0] ?? '', 'DequantizeLinear')
  if (gather !== undefined && behind !== undefined && readsTokens(graph, gather)) {
    const tensor = graph.constant(behind.inputs[0] ?? '')
    return tensor && plainMatrix(graph, tensor, { columns: false, steps: stepsOfNode(graph, behind) })
  }
  const tensor = gathered(graph, name)
  return tensor && plainMatrix(graph, tensor, { columns: false })
}

/** Rows of whole numbers times the rows of a second table, which has one scale for each row. */
function withScaleOfRow(graph: Graph, { inputs }: OnnxNode): Blocks | undefined {
  const [a, b] = inputs.map((input) => gathered(graph, input))
  if (a === undefined || b === undefined) return undefined
  const [codes, scales] = a.size >= b.size ? [a, b] : [b, a]
  if (scales.size !== codes.shape[0]) return undefined
  return plainMatrix(graph, codes, {
    columns: false,
    steps: { scales: constantVector(graph, scales.name), zeros: undefined },
  })
}

/** The table of which a node takes the rows of the tokens. */
function gathered(graph: Graph, name: string) {
  const node = graph.maker(name, 'Gather')
  if (node === undefined || numberOf(node, 'axis', 0) !== 0 || !readsTokens(graph, node)) return undefined
  return graph.constant(node.inputs[0] ?? '')
}

function readsTokens(graph: Graph, node: OnnxNode): boolean {
  return graph.source(node.inputs[1] ?? '') === 'input_ids'
}
