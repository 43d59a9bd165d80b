import type { OnnxGraph } from '../../onnx/graph.js'
import type { OnnxNode } from '../../onnx/read-onnx.js'
import { partOf } from '../../operators/program.js'
import type { Value } from '../../operators/value.js'

/** Longer constants count as the same only under the same name. */
const MOST_BYTES = 1024

/**
 * A text that is equal for parts of a graph that compute the same results from the same numbers, whatever their names.
 * The layers of a model repeat each other, so most parts were computed before. Undefined where the part cannot be
 * computed.
 */
export function partKey(graph: OnnxGraph, output: string, inputs: ReadonlyMap<string, Value>): string | undefined {
  const part = partOf(graph, output, [...inputs.keys()])
  if (typeof part === 'string') return undefined
  const names = new Map<string, string>()
  const nameOf = (name: string): string => {
    const known = names.get(name)
    if (known !== undefined) return known
    const value = inputs.get(name)
    const found = value === undefined ? constantKey(graph, name) : valueKey(value)
    names.set(name, found)
    return found
  }
  const lines = part.nodes.map((node, index) => {
    const line = `${node.domain}.${node.operator}(${node.inputs.map(nameOf).join()})${attributesKey(node)}`
    for (const [place, result] of node.outputs.entries())
      if (!inputs.has(result)) names.set(result, `#${index}.${place}`)
    return line
  })
  return `${lines.join('\n')}\n${nameOf(output)}`
}

function constantKey(graph: OnnxGraph, name: string): string {
  const tensor = graph.constant(name)
  if (tensor === undefined) return name === '' ? '' : `?${name}`
  const bytes = tensor.place.kind === 'inside' ? tensor.place.bytes : undefined
  if (bytes === undefined || bytes.length > MOST_BYTES) return `!${name}`
  return `${tensor.type}[${tensor.shape.join()}]=${bytes.join()}`
}

function attributesKey({ attributes }: OnnxNode): string {
  const plain = [...attributes].map(([name, attribute]) => {
    if (attribute.kind !== 'tensor') return [name, attribute]
    const { type, shape, place } = attribute.value
    return [name, type, shape, place.kind === 'inside' ? [...place.bytes] : place]
  })
  return plain.length === 0 ? '' : JSON.stringify(plain)
}

/** The numbers are summed up in a hash, because a mask has tens of thousands. */
function valueKey({ type, shape, data }: Value): string {
  const halves = new Int32Array(data.buffer, data.byteOffset, data.length * 2)
  let [hash, other] = [0, 0]
  for (let index = 0; index < halves.length; index += 1) {
    hash = (Math.imul(hash, 31) + (halves[index] as number)) | 0
    other = (Math.imul(other ^ (halves[index] as number), 0x01000193) + index) | 0
  }
  return `${type}[${shape.join()}]~${data.length}.${hash}.${other}`
}
