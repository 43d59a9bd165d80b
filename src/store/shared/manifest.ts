import { NlpError } from '../../shared/errors.js'
import { randomId } from '../../shared/random-id.js'
import type { VectorMetric } from './quantize.js'
import { valueSum } from './value-sum.js'

/** The properties that all vectors of a store share. */
export interface StoreShape {
  /** The name of the model that made the vectors. Vectors of other models are refused. */
  readonly model: string
  readonly dimensions: number
  readonly metric: VectorMetric
  /** The language of the texts. It decides how texts are split into words and how words are stemmed. */
  readonly language: string
  /** The fields whose words can be searched. */
  readonly text: readonly string[]
}

/** A finished segment. Its rows never change; rows can only be deleted. */
export interface SegmentEntry {
  readonly id: number
  readonly rows: number
  readonly deleted: number
  /** Checksums of the stored values. */
  readonly codesSum: number
  readonly vectorsSum: number
  /** The checksum of the `SegmentSums`. Segments of the first release have none. */
  readonly contentSum?: number | undefined
  /**
   * The checksum of the bitmap of deleted rows. It is checked only while its `rows` equals `deleted`: the first release changes the bitmap
   * without changing this checksum.
   */
  readonly deletedSum?: DeletedSum | undefined
}

interface DeletedSum {
  readonly rows: number
  readonly sum: number
}

/** Checksums of the parts of a segment other than its codes and vectors. */
export interface SegmentSums {
  readonly ids: number
  /** `undefined` where the store has no text fields. */
  readonly words: number | undefined
  readonly pages: readonly number[]
  readonly columns: ReadonlyMap<string, number>
}

/** The one value that lists the parts of a store. Stored values that the manifest does not mention do not count. */
export interface Manifest extends StoreShape {
  /** Distinguishes this store from an earlier one of the same name. Stores of the first release have none. */
  readonly id?: string | undefined
  /** Rises with every change. */
  readonly generation: number
  /** Rises when everything is removed at once. */
  readonly epoch: number
  readonly segments: readonly SegmentEntry[]
  /** The id of the next segment. No id is used twice. */
  readonly nextSegment: number
  /** The rows that are not in a finished segment yet: the rows of the batches from `first` up to `next`. */
  readonly tail: {
    readonly segment: number
    readonly rows: number
    readonly deleted: number
    readonly first: number
    readonly next: number
    readonly deletedSum?: DeletedSum | undefined
  }
  /** The checksum of the rest. It counts only for its own generation: the first release changes the rest without this checksum. */
  readonly check?: { readonly generation: number; readonly sum: number } | undefined
}

export function emptyManifest(shape: StoreShape): Manifest {
  const { model, dimensions, metric, language, text } = shape
  const tail = { segment: 0, rows: 0, deleted: 0, first: 0, next: 0 }
  return {
    id: randomId(),
    model,
    dimensions,
    metric,
    language,
    text,
    generation: 1,
    epoch: 0,
    segments: [],
    nextSegment: 1,
    tail,
  }
}

/** The manifest in the form in which it is stored. */
export function withCheck({ check: _, ...manifest }: Manifest): Manifest {
  return { ...manifest, check: { generation: manifest.generation, sum: valueSum(manifest) } }
}

/** Returns the stored value as a manifest, or `undefined` where nothing is stored. Throws where the manifest is damaged. */
export function checkedManifest(name: string, stored: unknown): Manifest | undefined {
  if (stored === undefined) return undefined
  if (stored instanceof Uint8Array) {
    throw new NlpError('invalid-data', `The store ${name} is encrypted. Open it with its \`key\`.`)
  }
  if (isManifest(stored)) {
    const { check, ...manifest } = stored
    if (check?.generation !== manifest.generation || check.sum === valueSum(manifest)) return stored
  }
  throw new NlpError(
    'storage-corrupt',
    `The list of the parts of the store ${name} is damaged, so its records cannot be read. Delete the database ` +
      `tacet-store-${name} to start with an empty store; other stores are not touched.`,
  )
}

function isManifest(stored: unknown): stored is Manifest {
  const { model, language, text, segments, tail, ...rest } = (stored ?? {}) as Partial<Record<keyof Manifest, unknown>>
  const texts = [model, language].every((part) => typeof part === 'string')
  return (
    texts &&
    areCounts([rest.generation, rest.epoch, rest.nextSegment, rest.dimensions]) &&
    (rest.metric === 'cosine' || rest.metric === 'dot') &&
    Array.isArray(text) &&
    Array.isArray(segments) &&
    segments.every((entry: Partial<SegmentEntry> | null) =>
      areCounts([entry?.id, entry?.rows, entry?.deleted, entry?.codesSum, entry?.vectorsSum]),
    ) &&
    areCounts(['segment', 'rows', 'deleted', 'first', 'next'].map((part) => (tail as Record<string, unknown>)?.[part]))
  )
}

function areCounts(values: readonly unknown[]): boolean {
  return values.every((value) => Number.isInteger(value) && Number(value) >= 0)
}

/** Refuses to mix vectors that cannot be compared with each other. */
export function checkShape(name: string, stored: StoreShape, wanted: StoreShape): void {
  for (const key of ['model', 'dimensions', 'metric', 'language', 'text'] as const) {
    if (String(stored[key]) === String(wanted[key])) continue
    throw new NlpError(
      'vectors-incompatible',
      `The store ${name} was filled with ${key} ${stored[key]}, but is now opened with ${key} ${wanted[key]}. ` +
        'Open it as it was filled, or use another name.',
    )
  }
}
