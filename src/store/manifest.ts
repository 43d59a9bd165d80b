import { NlpError } from '../errors.js'
import type { Metric } from './quantize.js'

/** What is true of every vector of a store. */
export interface StoreShape {
  /** Names the model that made the vectors; others are refused. */
  readonly model: string
  readonly dimensions: number
  readonly metric: Metric
  /** The language of the texts: how words are broken and stemmed. */
  readonly language: string
  /** The fields whose words can be searched. */
  readonly text: readonly string[]
}

/** A finished segment. Its rows never change; they can only be deleted. */
export interface SegmentEntry {
  readonly id: number
  readonly rows: number
  readonly deleted: number
  /** Checksums of what is stored. */
  readonly codesSum: number
  readonly vectorsSum: number
}

/** The one value that says what a store consists of. Whatever it does not mention does not count. */
export interface Manifest extends StoreShape {
  /** Tells this store from one of the same name that was there before; stores of the first release have none. */
  readonly id?: string | undefined
  /** Rises with every change. */
  readonly generation: number
  /** Rises when everything is removed at once. */
  readonly epoch: number
  readonly segments: readonly SegmentEntry[]
  /** The id of the next segment; none is ever used twice. */
  readonly nextSegment: number
  /** The rows not yet in a finished segment: those of the batches from `first` up to `next`. */
  readonly tail: {
    readonly segment: number
    readonly rows: number
    readonly deleted: number
    readonly first: number
    readonly next: number
  }
}

export function emptyManifest(shape: StoreShape): Manifest {
  const { model, dimensions, metric, language, text } = shape
  const tail = { segment: 0, rows: 0, deleted: 0, first: 0, next: 0 }
  const id = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
  return { id, model, dimensions, metric, language, text, generation: 1, epoch: 0, segments: [], nextSegment: 1, tail }
}

/** Refuses to mix vectors that cannot be compared. */
export function checkShape(name: string, stored: StoreShape, wanted: StoreShape): void {
  for (const key of ['model', 'dimensions', 'metric', 'language', 'text'] as const) {
    if (String(stored[key]) === String(wanted[key])) continue
    throw new NlpError(
      'vectors-incompatible',
      `The store ${name} was filled with ${key} ${stored[key]} and is now opened with ${key} ${wanted[key]}. ` +
        'Open it as it was filled, or use another name.',
    )
  }
}
