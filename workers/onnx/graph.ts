import { corruptOnnx } from './fields.js'
import type { OnnxFile, OnnxNode } from './read-onnx.js'
import { type OnnxTensor, tensorBytes, toNumbers } from './tensor.js'

/** Nodes that move numbers without a change to them. */
const MOVES: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze'])

/** Gives the numbers that begin at this place of an unpacked file, by the name of the file in the graph. */
export type PackedFiles = ReadonlyMap<string, (offset: number) => Uint8Array | undefined>

/** A graph that is walked from its results to its inputs. */
export class OnnxGraph {
  readonly file: OnnxFile
  readonly #beside: ReadonlyMap<string, Uint8Array>
  readonly #packed: PackedFiles
  readonly #makers = new Map<string, OnnxNode>()

  /**
   * `beside` holds the files with weights that the graph names, each by its name in the graph. `packed` holds those whose
   * numbers are stored in another form.
   */
  constructor(file: OnnxFile, beside: ReadonlyMap<string, Uint8Array>, packed: PackedFiles = new Map()) {
    this.file = file
    this.#beside = beside
    this.#packed = packed
    for (const node of file.nodes) for (const output of node.outputs) if (output !== '') this.#makers.set(output, node)
  }

  /** The node that gives a value; undefined for inputs and constants. */
  maker(name: string): OnnxNode | undefined {
    return this.#makers.get(name)
  }

  /** The node that gives a value, if it has one of these operators. */
  makerOf(name: string, ...operators: readonly string[]): OnnxNode | undefined {
    const node = this.#makers.get(name)
    return node !== undefined && operators.includes(node.operator) ? node : undefined
  }

  constant(name: string): OnnxTensor | undefined {
    return this.file.constants.get(name)
  }

  /** Whether the numbers of a file beside the graph are stored in another form. */
  isPacked(file: string): boolean {
    return this.#packed.has(file)
  }

  bytes(tensor: OnnxTensor): Uint8Array {
    const { place } = tensor
    const unpack = place.kind === 'beside' ? this.#packed.get(place.file) : undefined
    if (place.kind !== 'beside' || unpack === undefined) return tensorBytes(tensor, this.file.name, this.#beside)
    const bytes = unpack(place.offset)
    if (bytes?.length === place.bytes) return bytes
    throw corruptOnnx(place.file, `it has no matrix of ${place.bytes} numbers at ${place.offset}`)
  }

  /** The numbers of a constant, or undefined for other values and for constants with more numbers than `most`. */
  numbers(name: string, most = 65_536): Float64Array | undefined {
    const tensor = this.constant(name)
    return tensor === undefined || tensor.size > most ? undefined : toNumbers(tensor.type, this.bytes(tensor))
  }

  /** The value of a constant that has a single number. */
  number(name: string): number | undefined {
    const numbers = this.numbers(name, 1)
    return numbers?.length === 1 ? numbers[0] : undefined
  }

  /** Goes back over nodes that move numbers and do not change them. */
  unmoved(name: string): string {
    let at = name
    for (let node = this.maker(at); node !== undefined && MOVES.has(node.operator); node = this.maker(at)) {
      at = node.inputs[0] ?? ''
    }
    return at
  }
}

export function integerOf(node: OnnxNode, name: string): number | undefined {
  const attribute = node.attributes.get(name)
  return attribute?.kind === 'integer' ? attribute.value : undefined
}

export function floatOf(node: OnnxNode, name: string): number | undefined {
  const attribute = node.attributes.get(name)
  return attribute?.kind === 'float' ? attribute.value : undefined
}

export function integersOf(node: OnnxNode, name: string): readonly number[] | undefined {
  const attribute = node.attributes.get(name)
  return attribute?.kind === 'integers' ? attribute.value : undefined
}
