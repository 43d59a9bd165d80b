import { makeValue, type Value } from '../../operators/value.js'
import { rotationOf, type TableRotation } from './angle-table.js'
import type { FoundAttention } from './found-attention.js'
import { type Graph, UnknownGraph } from './graph.js'
import { type Moment, tryPart, unevenNumbers } from './try-part.js'

export interface TurnedHeads {
  /** The heads are multiplied by this. */
  readonly factor: number
  readonly rotation: FoundAttention['rotation']
}

/** Angles are taken from this many positions. */
const ROWS = 64

/** A table of angles ends at one of these positions. Computed angles have no end, and count as the longest table. */
const ENDS = [131_072, 65_536, 40_960, 32_768, 16_384, 8192, 4096, 2048, 1024, 512, 256, 128]

const MOST_OFF = 5e-3

/** Finds the rotation that the graph computes between two values of the shape [1, heads, tokens, size]. */
export function findTurn(
  graph: Graph,
  [from, to]: readonly [string, string],
  heads: number,
  size: number,
): TurnedHeads {
  if (graph.source(from) === graph.source(to)) return { factor: 1, rotation: undefined }
  const half = size / 2
  const turn = (value: Value, moment: Moment) => {
    const result = tryPart(graph, to, new Map([[from, value]]), moment)
    if (result.data.length === value.data.length) return result.data
    throw unknown(graph, to)
  }
  const start = makeValue('float32', [1, heads, ROWS, size])
  for (let at = 0; at < start.data.length; at += 1) start.data[at] = at % size < half ? 1 : 0
  const turned = turn(start, { past: 0, tokens: ROWS })
  const found = rotationOf({
    rows: ROWS,
    columns: half,
    cosine: (row, column) => turned[row * size + column] as number,
    sine: (row, column) => turned[row * size + half + column] as number,
  })
  if (found === undefined) throw unknown(graph, to)

  const isRight = (moment: Moment): boolean => {
    const value = unevenNumbers([1, heads, moment.tokens, size])
    return sameAfterTurn(value, turn(value, moment), found, moment)
  }
  const isStill = found.steps.every((step) => Math.abs(step) < 1e-12)
  if (!isRight({ past: 0, tokens: ROWS })) throw unknown(graph, to)
  const positions = ENDS.find((end) => runs(() => isRight({ past: end - 2, tokens: 2 })))
  if (positions === undefined) throw unknown(graph, to)
  const { steps, magnitude: factor } = found
  return { factor, rotation: isStill ? undefined : { steps, magnitude: 1, positions } }
}

function runs(attempt: () => boolean): boolean {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof UnknownGraph) return false
    throw error
  }
}

function sameAfterTurn(
  { shape, data }: Value,
  turned: Float64Array,
  rotation: TableRotation,
  { past, tokens }: Moment,
) {
  const size = shape[3] ?? 0
  const half = size / 2
  for (let row = 0; row < data.length / size; row += 1) {
    for (const [column, step] of rotation.steps.entries()) {
      const at = row * size + column
      const angle = (past + (row % tokens)) * step
      const [x, y] = [data[at] as number, data[at + half] as number]
      const [a, b] = [turned[at] as number, turned[at + half] as number]
      const offX = a / rotation.magnitude - (x * Math.cos(angle) - y * Math.sin(angle))
      const offY = b / rotation.magnitude - (y * Math.cos(angle) + x * Math.sin(angle))
      if (!(Math.hypot(offX, offY) < MOST_OFF)) return false
    }
  }
  return true
}

const unknown = (graph: Graph, name: string) =>
  new UnknownGraph(`rotates heads in a way that the kernels do not know, by ${graph.describe(name)}`)
