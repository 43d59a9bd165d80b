import { describe, type OptionKinds } from '../../calls/check-options.js'
import type { StoreShape } from '../shared/manifest.js'
import type { VectorMetric } from '../shared/quantize.js'
import type { StoreEmbedder } from './search.js'

/** The options that describe all vectors of a store. */
export interface ShapeOptions {
  /** Makes the vectors; the store remembers the model. A model name and dimensions are enough where no query is a text. */
  embedder: StoreEmbedder
  /** How vectors are compared; with `dot` their length counts. @default 'cosine' */
  metric?: VectorMetric | undefined
  /** The fields whose words can be searched. @default ['text'] */
  text?: readonly string[] | undefined
  /** The language of the texts, as in `lang`. It decides how texts are split into words and how words are stemmed. @default 'en' */
  language?: string | undefined
}

export const SHAPE_OPTIONS: OptionKinds<ShapeOptions> = {
  embedder: 'object',
  metric: 'any',
  text: 'list',
  language: 'string',
}

/** The name is checked before the options: a caller who left it out has passed the options in its place. */
export function checkName(name: string): void {
  if (typeof name === 'string' && name !== '') return
  throw new TypeError(`\`name\` must be a string that is not empty, got ${describe(name)}`)
}

export function shapeOf(options: ShapeOptions): StoreShape {
  const { embedder, metric = 'cosine', text = ['text'], language = 'en' } = options
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

/** The name identifies the model and the digest its weights. Vectors of different weights must not be mixed. */
export function modelOf({ model, digest }: StoreEmbedder): string {
  return digest === undefined ? model : `${model}@${digest}`
}

/** With more dimensions, the kernel's 32-bit sums would leave too few bits for the query. */
const MOST_DIMENSIONS = 16384
