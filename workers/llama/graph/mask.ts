import type { Value } from '../../operators/value.js'
import { type Graph, UnknownGraph } from './graph.js'
import { onlyShape, tryPart } from './try-part.js'

/** A mask may take its shape from the keys: their names, with their heads. */
export interface KeyShapes {
  readonly names: readonly { readonly name: string; readonly heads: number }[]
  readonly size: number
}

/** A window with more positions looks like a mask that shows all of them. */
const LONGEST = 32_768

/** A score that is lowered by more than this has no weight. */
const HIDDEN = -1e4

/**
 * Finds the window of an added mask that hides later positions; undefined where all earlier positions are seen. Without
 * padding the mask must do nothing else.
 */
export function findWindow(graph: Graph, mask: string, keys: KeyShapes): number | undefined {
  const last = shown(graph, mask, keys, LONGEST - 1, 1)
  const first = last.indexOf(true)
  const window = first > 0 ? LONGEST - first : undefined
  const [past, tokens] = [3, 5]
  const some = shown(graph, mask, keys, past, tokens)
  const isRight = (isShown: boolean, index: number) => {
    const key = index % (past + tokens)
    const token = past + (index - key) / (past + tokens)
    return isShown === (key <= token && key > token - (window ?? LONGEST))
  }
  if (first >= 0 && last.every((each, index) => each === index >= first) && some.every(isRight)) return window
  throw new UnknownGraph(`hides positions in a way that the kernels do not know, by ${graph.describe(mask)}`)
}

function shown(graph: Graph, mask: string, { names, size }: KeyShapes, past: number, tokens: number): boolean[] {
  const shapes = names.map(({ name, heads }): [string, Value] => [name, onlyShape([1, heads, past + tokens, size])])
  const { data, shape } = tryPart(graph, mask, new Map(shapes), { past, tokens })
  const isWhole = shape.at(-1) === past + tokens && data.length === tokens * (past + tokens)
  if (!isWhole || data.some((value) => value !== 0 && !(value < HIDDEN))) {
    throw new UnknownGraph(`adds to the scores by ${graph.describe(mask)}`)
  }
  return Array.from(data, (value) => value === 0)
}
