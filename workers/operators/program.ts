import { NlpError } from '../../src/shared/errors.js'
import type { OnnxGraph } from '../onnx/graph.js'
import type { OnnxAttribute, OnnxNode } from '../onnx/read-onnx.js'
import { decodeNumbers, type NumberType, type OnnxTensor, toNumbers } from '../onnx/tensor.js'
import { compute, knowsOperator, placeIn } from './operators.js'
import { makeValue, sizeOf, type Value } from './value.js'

/** Tables with more numbers stay as they are stored, and only the rows that a text needs are decoded. */
const DECODED = 2 ** 19

/** The part of a graph before the layers or behind them. It takes little time, so plain JavaScript computes it. */
export interface Program {
  /** Computes the result from the named inputs. */
  run(inputs: ReadonlyMap<string, Value>): Value
  /** The inputs that the part reads. */
  readonly inputs: readonly string[]
}

interface Table {
  readonly type: NumberType
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/**
 * Takes a part out of a graph: the nodes between `inputs` and `output`. The weights of the part are copied, so that the
 * file can be forgotten. Returns the name of a missing operator where the part cannot be computed.
 */
export function takeProgram(graph: OnnxGraph, output: string, inputs: readonly string[]): Program | string {
  const part = partOf(graph, output, inputs)
  if (typeof part === 'string') return part
  const { read } = part
  const nodes = part.nodes.map(withOwnBytes)
  const tables = new Map<string, Table>()
  const values = new Map<string, Value>()
  for (const name of read) {
    const tensor = graph.constant(name)
    if (tensor === undefined) continue
    if (tensor.type === 'other') return `the numbers ${name}, whose type is not known`
    const onlyGathered = nodes.every((node) => !node.inputs.includes(name) || isLookUp(node, name))
    if (onlyGathered && tensor.shape.length > 0) tables.set(name, copied(graph, tensor))
    else if (tensor.size <= DECODED) {
      values.set(name, makeValue(tensor.type, tensor.shape, toNumbers(tensor.type, graph.bytes(tensor))))
    } else return `a table of ${tensor.shape.join(' x ')} outside of its layers`
  }
  const file = graph.file.name
  return {
    inputs: inputs.filter((name) => read.has(name)),
    run(given) {
      const known = new Map([...values, ...given])
      try {
        for (const node of nodes) runNode(node, known, tables)
        const result = known.get(output)
        if (result === undefined) throw new RangeError('the result is missing')
        return result
      } catch (cause) {
        throw new NlpError('model-corrupt', `${file} cannot compute a text: ${(cause as Error).message}.`, { cause })
      }
    },
  }
}

/** Whether a node takes rows out of this table. */
const isLookUp = (node: OnnxNode, name: string): boolean =>
  node.operator === 'Gather' &&
  node.inputs[0] === name &&
  node.inputs[1] !== name &&
  (node.attributes.get('axis')?.kind !== 'integer' || integerAxis(node) === 0)

function integerAxis(node: OnnxNode): number {
  const axis = node.attributes.get('axis')
  return axis?.kind === 'integer' ? axis.value : 0
}

function copied(graph: OnnxGraph, tensor: OnnxTensor): Table {
  return { type: tensor.type, shape: tensor.shape, bytes: graph.bytes(tensor).slice() }
}

/**
 * The nodes of a part in the order of the file with the values that they read, or the reason why the part cannot be
 * computed.
 */
export function partOf(graph: OnnxGraph, output: string, inputs: readonly string[]) {
  const known = new Set(inputs)
  const wanted = new Set<OnnxNode>()
  const read = new Set<string>()
  const waiting = [output]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === '' || read.has(name)) continue
    read.add(name)
    if (known.has(name) || graph.constant(name) !== undefined) continue
    const node = graph.maker(name)
    if (node === undefined) return `the input ${name}`
    if (!knowsOperator(node)) return `the operator ${node.operator} outside of its layers`
    wanted.add(node)
    waiting.push(...node.inputs)
  }
  return { nodes: graph.file.nodes.filter((node) => wanted.has(node)), read }
}

/** A tensor in an attribute is a view of the file, which it would keep alive. */
function withOwnBytes(node: OnnxNode): OnnxNode {
  const attributes = [...node.attributes].map(([name, attribute]): [string, OnnxAttribute] => {
    if (attribute.kind !== 'tensor' || attribute.value.place.kind !== 'inside') return [name, attribute]
    const place = { kind: 'inside', bytes: attribute.value.place.bytes.slice() } as const
    return [name, { kind: 'tensor', value: { ...attribute.value, place } }]
  })
  return { ...node, attributes: new Map(attributes) }
}

function runNode(node: OnnxNode, known: Map<string, Value>, tables: ReadonlyMap<string, Table>): void {
  const [first = '', second = ''] = node.inputs
  const table = tables.get(first)
  const places = known.get(second)
  const results =
    table !== undefined && places !== undefined
      ? [lookUp(table, places)]
      : compute(
          node,
          node.inputs.map((name) => known.get(name)),
        )
  for (const [index, name] of node.outputs.entries()) {
    const result = results[index]
    if (name !== '' && result !== undefined) known.set(name, result)
  }
}

/** Decodes rows of a table. */
function lookUp({ type, shape, bytes }: Table, places: Value): Value {
  const [rows = 0, ...rest] = shape
  const size = sizeOf(rest)
  const step = bytes.length / Math.max(rows, 1)
  const result = makeValue(type, [...places.shape, ...rest])
  for (let index = 0; index < places.data.length; index += 1) {
    const at = placeIn(rows, places.data[index] as number) * step
    decodeNumbers(type, bytes.subarray(at, at + step), result.data.subarray(index * size, (index + 1) * size))
  }
  return result
}
