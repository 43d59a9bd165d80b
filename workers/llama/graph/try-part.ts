import { NlpError } from '../../../src/shared/errors.js'
import { takeProgram } from '../../operators/program.js'
import { makeValue, sizeOf, type Value } from '../../operators/value.js'
import { type Graph, UnknownGraph } from './graph.js'
import { partKey } from './part-key.js'

/** A step of a text: `tokens` tokens are read, and `past` tokens were read before. */
export interface Moment {
  readonly past: number
  readonly tokens: number
}

/**
 * Computes a part of the graph for a step without padding. Exporters write the same masks and rotations in many ways, so a
 * part is tried on numbers and its results are compared, in place of a comparison of its nodes.
 */
export function tryPart(graph: Graph, output: string, given: ReadonlyMap<string, Value>, moment: Moment): Value {
  const inputs = new Map([...inputsOf(graph, moment), ...given])
  const key = partKey(graph.walk, output, inputs)
  const known = key === undefined ? undefined : graph.tried.get(key)
  if (known !== undefined) return known
  const program = takeProgram(graph.walk, output, [...inputs.keys()])
  if (typeof program === 'string') throw new UnknownGraph(`has ${program}`)
  try {
    const result = program.run(inputs)
    if (key !== undefined) graph.tried.set(key, result)
    return result
  } catch (error) {
    if (!NlpError.is(error)) throw error
    throw new UnknownGraph(`computes ${graph.describe(output)} in a way that the kernels do not know`)
  }
}

/** A value of which only the shape counts. A part that reads its numbers gets NaN, and is refused. */
export const onlyShape = (shape: readonly number[]): Value => ({ type: 'float32', shape, data: new Float64Array() })

/** Numbers of both signs that differ from one another. */
export function unevenNumbers(shape: readonly number[]): Value {
  const value = makeValue('float32', shape)
  for (let index = 0; index < sizeOf(shape); index += 1) value.data[index] = Math.sin(index * 1.7 + 0.3) * 2
  return value
}

function inputsOf(graph: Graph, { past, tokens }: Moment): ReadonlyMap<string, Value> {
  const positions = Float64Array.from({ length: tokens }, (_, index) => past + index)
  const inputs = new Map<string, Value>([
    ['input_ids', makeValue('int64', [1, tokens])],
    ['attention_mask', makeValue('int64', [1, past + tokens], new Float64Array(past + tokens).fill(1))],
    ['position_ids', makeValue('int64', [1, tokens], positions)],
    ['cache_position', makeValue('int64', [tokens], positions)],
  ])
  for (const { name } of graph.file.inputs) {
    if (name.startsWith('past_key_values.')) inputs.set(name, onlyShape([1, 1, past, 1]))
  }
  // Masks take the count of tokens from the word vectors.
  for (const { operator, inputs: read, outputs } of graph.file.nodes) {
    const [name] = outputs
    if (operator.startsWith('Gather') && read[1] === 'input_ids' && name !== undefined) {
      inputs.set(name, makeValue('float32', [1, tokens, 1]))
    }
  }
  return inputs
}
