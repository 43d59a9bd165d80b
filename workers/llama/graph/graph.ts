import { halfToNumber } from '../../kernels/half-float.js'
import { OnnxGraph } from '../../onnx/graph.js'
import type { OnnxFile, OnnxNode } from '../../onnx/read-onnx.js'
import { type OnnxTensor, tensorBytes, toNumbers } from '../../onnx/tensor.js'
import type { Value } from '../../operators/value.js'

/** The graph computes something that the kernels do not know. The message continues the sentence "the graph …". */
export class UnknownGraph extends Error {}

/** Operators that change the type of numbers, or nothing. The kernels compute in 32 bits throughout. */
const TRANSPARENT: ReadonlySet<string> = new Set(['Cast', 'Identity'])

/** A longer list of numbers is a matrix, which is never decoded at once. */
const MOST_NUMBERS = 2 ** 24

/** The graph of an ONNX file, read from its outputs to its inputs. */
export class Graph {
  readonly file: OnnxFile
  /** The same graph, for the parts of it that are tried. */
  readonly walk: OnnxGraph
  /** The results of parts that were tried. */
  readonly tried = new Map<string, Value>()
  readonly #beside: ReadonlyMap<string, Uint8Array>
  readonly #makers = new Map<string, OnnxNode>()

  /** `beside` holds the files beside the ONNX file that it names. */
  constructor(file: OnnxFile, beside: ReadonlyMap<string, Uint8Array>) {
    this.file = file
    this.walk = new OnnxGraph(file, beside)
    this.#beside = beside
    for (const node of file.nodes) for (const output of node.outputs) if (output !== '') this.#makers.set(output, node)
  }

  /** The value behind operators that change nothing. */
  source(name: string): string {
    let at = name
    // A damaged file may have a circle.
    for (let step = 0; step < 64; step += 1) {
      const node = this.#makers.get(at)
      if (node === undefined || !TRANSPARENT.has(node.operator)) return at
      at = node.inputs[0] ?? ''
    }
    throw new UnknownGraph('has a circle')
  }

  /** The node that makes this value, where it is one of these operators. */
  maker(name: string, ...operators: readonly string[]): OnnxNode | undefined {
    const node = this.#makers.get(this.source(name))
    return node !== undefined && operators.includes(node.operator) ? node : undefined
  }

  /** The operator that makes this value, in words. */
  describe(name: string): string {
    const node = this.#makers.get(this.source(name))
    return node === undefined ? `${name}, which no node makes` : `${node.operator} (${name})`
  }

  /** The tensor that the file stores under this name. */
  constant(name: string): OnnxTensor | undefined {
    return this.file.constants.get(this.source(name))
  }

  bytes(tensor: OnnxTensor): Uint8Array {
    return tensorBytes(tensor, this.file.name, this.#beside)
  }

  /** Gives single numbers of a tensor by their places, without decoding the others. */
  reader(tensor: OnnxTensor): (index: number) => number {
    const bytes = this.bytes(tensor)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    switch (tensor.type) {
      case 'float32':
        return (index) => view.getFloat32(index * 4, true)
      case 'float16':
        return (index) => halfToNumber(view.getUint16(index * 2, true))
      case 'int8':
        return (index) => view.getInt8(index)
      case 'uint8':
        return (index) => view.getUint8(index)
      default:
        throw new UnknownGraph(`stores ${tensor.name} as ${tensor.type}`)
    }
  }

  /** The numbers of a constant; undefined for any other value. */
  numbers(name: string): Float32Array | undefined {
    const tensor = this.constant(name)
    if (tensor === undefined || tensor.type === 'other' || tensor.size > MOST_NUMBERS) return undefined
    return Float32Array.from(toNumbers(tensor.type, this.bytes(tensor)))
  }

  /** The number of a constant with one number. */
  number(name: string): number | undefined {
    const numbers = this.constant(name)?.size === 1 ? this.numbers(name) : undefined
    return numbers?.[0]
  }

  /** The two inputs of a node, the constant one second, whatever their order; undefined where none is a constant. */
  withConstant(node: OnnxNode): readonly [value: string, constant: string] | undefined {
    const [a = '', b = ''] = node.inputs
    if (this.constant(b) !== undefined) return [a, b]
    return this.constant(a) === undefined ? undefined : [b, a]
  }
}

export function numberOf(node: OnnxNode, name: string, fallback: number): number {
  const attribute = node.attributes.get(name)
  return attribute?.kind === 'float' || attribute?.kind === 'integer' ? attribute.value : fallback
}

export function textOf(node: OnnxNode, name: string, fallback: string): string {
  const attribute = node.attributes.get(name)
  return attribute?.kind === 'text' ? attribute.value : fallback
}
