import type { OptionKinds } from '../../calls/check-options.js'
import type { StoreShape } from '../shared/manifest.js'
import type { VectorMetric } from '../shared/quantize.js'
import type { StoreEmbedder } from './search.js'

/** What is true of all vectors of a store, as the caller says it. */
export interface ShapeOptions {
  /** Makes the vectors; the store remembers which model that was. Or its name and dimensions, without texts as queries. */
  embedder: StoreEmbedder
  /** How vectors are compared; with `dot` their length counts. @default 'cosine' */
  metric?: VectorMetric | undefined
  /** The fields whose words can be searched. @default ['text'] */
  text?: readonly string[] | undefined
  /** The language of the texts, as in `lang`: how words are broken and stemmed. @default 'en' */
  language?: string | undefined
}

export const SHAPE_OPTIONS: OptionKinds<ShapeOptions> = {
  embedder: 'object',
  metric: 'any',
  text: 'list',
  language: 'string',
}

export function shapeOf(name: string, options: ShapeOptions): StoreShape {
  const { embedder, metric = 'cosine', text = ['text'], language = 'en' } = options
  if (typeof name !== 'string' || name === '') throw new TypeError(`\`name\` must be a string that is not empty`)
  const { model, dimensions } = embedder
  if (typeof model !== 'string') throw new TypeError(`\`embedder.model\` must be a string, got ${typeof model}`)
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
    throw new RangeError(
      `\`embedder.dimensions\` must be a whole number from 1 to ${MOST_DIMENSIONS}, got ${dimensions}`,
    )
  }
  if (metric !== 'cosine' && metric !== 'dot') {
    throw new TypeError(`\`metric\` must be 'cosine' or 'dot', got ${String(metric)}`)
  }
  return { model: modelOf(embedder), dimensions, metric, language, text }
}

/** The name says which model, the digest which weights: vectors of two of them must not be mixed. */
export function modelOf({ model, digest }: StoreEmbedder): string {
  return digest === undefined ? model : `${model}@${digest}`
}

/** More would not fit the kernel's 32-bit sums with a useful number of bits for the query. */
const MOST_DIMENSIONS = 16384
