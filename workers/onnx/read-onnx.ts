import { corruptOnnx, Fields } from './fields.js'
import { type NumberType, numberTypeOf, type OnnxTensor, readTensor } from './tensor.js'

/** A value that a node has besides its inputs. A graph in a node is not read. */
export type OnnxAttribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'integers'; readonly value: readonly number[] }
  | { readonly kind: 'texts'; readonly value: readonly string[] }
  | { readonly kind: 'other' }

export interface OnnxNode {
  readonly operator: string
  /** Empty for the operators of the standard. */
  readonly domain: string
  /** An input that is left out has an empty name. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, OnnxAttribute>
}

/** An input or output of the graph. A size that varies is a name, which may be empty. */
interface OnnxSlot {
  readonly name: string
  readonly type: NumberType
  readonly shape: readonly (number | string)[]
}

export interface OnnxFile {
  readonly name: string
  /** The version of each domain of operators. */
  readonly opsets: ReadonlyMap<string, number>
  readonly inputs: readonly OnnxSlot[]
  readonly outputs: readonly OnnxSlot[]
  /** The nodes in the order of the file, in which each node comes after the nodes that it reads. */
  readonly nodes: readonly OnnxNode[]
  /** The tensors that the file stores, from its list of initializers and from nodes that hold a constant. */
  readonly constants: ReadonlyMap<string, OnnxTensor>
}

/** A model with more nodes would be no model but an attempt to use up memory. */
const MOST_NODES = 500_000

/**
 * Reads an ONNX file: its nodes, and the place of each tensor. Tensors are views of `bytes`, not copies. The file is not
 * trusted: every place is checked before it is read.
 */
export function readOnnx(bytes: Uint8Array, name: string): OnnxFile {
  const fields = new Fields(bytes, name)
  const opsets = new Map<string, number>()
  let graph: Fields | undefined
  while (fields.next()) {
    if (fields.field === 7) graph = fields.message()
    else if (fields.field === 8) readOpset(fields.message(), opsets)
  }
  if (graph === undefined) throw corruptOnnx(name, 'it holds no graph')
  return { name, opsets, ...readGraph(graph, name) }
}

function readOpset(fields: Fields, opsets: Map<string, number>): void {
  let domain = ''
  let version = 0
  while (fields.next()) {
    if (fields.field === 1) domain = fields.text()
    else if (fields.field === 2) version = fields.count()
  }
  opsets.set(domain, version)
}

function readGraph(fields: Fields, name: string): Omit<OnnxFile, 'name' | 'opsets'> {
  const nodes: OnnxNode[] = []
  const inputs: OnnxSlot[] = []
  const outputs: OnnxSlot[] = []
  const constants = new Map<string, OnnxTensor>()
  while (fields.next()) {
    if (fields.field === 1) {
      const node = readNode(fields.message(), name)
      const constant = node.operator === 'Constant' ? constantOf(node) : undefined
      const [output] = node.outputs
      if (constant !== undefined && output !== undefined) constants.set(output, { ...constant, name: output })
      else nodes.push(node)
      if (nodes.length > MOST_NODES) throw corruptOnnx(name, `it has more than ${MOST_NODES} nodes`)
    } else if (fields.field === 5) {
      const tensor = readTensor(fields.message(), name)
      constants.set(tensor.name, tensor)
    } else if (fields.field === 11) inputs.push(readSlot(fields.message()))
    else if (fields.field === 12) outputs.push(readSlot(fields.message()))
  }
  // Old files list their weights among the inputs as well.
  return { nodes, inputs: inputs.filter((slot) => !constants.has(slot.name)), outputs, constants }
}

function readNode(fields: Fields, file: string): OnnxNode {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes = new Map<string, OnnxAttribute>()
  let operator = ''
  let domain = ''
  while (fields.next()) {
    if (fields.field === 1) inputs.push(fields.text())
    else if (fields.field === 2) outputs.push(fields.text())
    else if (fields.field === 4) operator = fields.text()
    else if (fields.field === 5) readAttribute(fields.message(), file, attributes)
    else if (fields.field === 7) domain = fields.text()
  }
  return { operator, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes }
}

function readAttribute(fields: Fields, file: string, attributes: Map<string, OnnxAttribute>): void {
  let name = ''
  let attribute: OnnxAttribute = { kind: 'other' }
  const floats: number[] = []
  const integers: number[] = []
  const texts: string[] = []
  let type = 0
  while (fields.next()) {
    if (fields.field === 1) name = fields.text()
    else if (fields.field === 2) attribute = { kind: 'float', value: fields.float() }
    else if (fields.field === 3) attribute = { kind: 'integer', value: Number(fields.integer()) }
    else if (fields.field === 4) attribute = { kind: 'text', value: fields.text() }
    else if (fields.field === 5) attribute = { kind: 'tensor', value: readTensor(fields.message(), file) }
    else if (fields.field === 7) appendFloats(floats, fields.fixed(4))
    else if (fields.field === 8) for (const value of fields.integers()) integers.push(Number(value))
    else if (fields.field === 9) texts.push(fields.text())
    else if (fields.field === 20) type = fields.count()
  }
  attributes.set(name, listOf(type, { floats, integers, texts }) ?? zeroOf(type, attribute))
}

/** An empty list is stored as nothing but its type. */
function listOf(
  type: number,
  lists: { readonly floats: number[]; readonly integers: number[]; readonly texts: string[] },
): OnnxAttribute | undefined {
  if (type === 6 || lists.floats.length > 0) return { kind: 'floats', value: lists.floats }
  if (type === 7 || lists.integers.length > 0) return { kind: 'integers', value: lists.integers }
  if (type === 8 || lists.texts.length > 0) return { kind: 'texts', value: lists.texts }
  return undefined
}

/** Some writers leave out a value that is zero. */
function zeroOf(type: number, attribute: OnnxAttribute): OnnxAttribute {
  if (attribute.kind !== 'other') return attribute
  if (type === 1) return { kind: 'float', value: 0 }
  if (type === 2) return { kind: 'integer', value: 0 }
  return type === 3 ? { kind: 'text', value: '' } : attribute
}

function appendFloats(to: number[], bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; at += 4) to.push(view.getFloat32(at, true))
}

function readSlot(fields: Fields): OnnxSlot {
  let name = ''
  let type: NumberType = 'other'
  let shape: readonly (number | string)[] = []
  while (fields.next()) {
    if (fields.field === 1) name = fields.text()
    else if (fields.field === 2) {
      const kinds = fields.message()
      while (kinds.next()) {
        if (kinds.field !== 1) continue
        const tensor = kinds.message()
        while (tensor.next()) {
          if (tensor.field === 1) type = numberTypeOf(tensor.count())
          else if (tensor.field === 2) shape = readShape(tensor.message())
        }
      }
    }
  }
  return { name, type, shape }
}

function readShape(fields: Fields): readonly (number | string)[] {
  const shape: (number | string)[] = []
  while (fields.next()) {
    if (fields.field !== 1) continue
    const side = fields.message()
    let size: number | string = ''
    while (side.next()) {
      if (side.field === 1) size = side.count()
      else if (side.field === 2) size = side.text()
    }
    shape.push(size)
  }
  return shape
}

/** The tensor of a node that holds a constant, whatever the form in which the node states it. */
function constantOf({ attributes }: OnnxNode): OnnxTensor | undefined {
  const [attribute] = attributes.values()
  switch (attribute?.kind) {
    case 'tensor':
      return attribute.value
    case 'float':
      return tensorOf('float32', [], new Float32Array([attribute.value]))
    case 'floats':
      return tensorOf('float32', [attribute.value.length], Float32Array.from(attribute.value))
    case 'integer':
      return tensorOf('int64', [], new BigInt64Array([BigInt(attribute.value)]))
    case 'integers':
      return tensorOf('int64', [attribute.value.length], BigInt64Array.from(attribute.value, BigInt))
    default:
      return undefined
  }
}

function tensorOf(type: NumberType, shape: readonly number[], values: Float32Array | BigInt64Array): OnnxTensor {
  return {
    name: '',
    type,
    shape,
    size: values.length,
    place: { kind: 'inside', bytes: new Uint8Array(values.buffer) },
  }
}
