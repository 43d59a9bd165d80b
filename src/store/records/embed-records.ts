import { NlpError } from '../../shared/errors.js'
import type { StoreShape } from '../shared/manifest.js'
import type { StoredRecord } from '../shared/worker-api.js'
import { checkVector } from './pack.js'
import { recordText } from './record-text.js'

/** The part of an embedder that re-embedding needs. */
export interface TextEmbedder {
  /** The model that makes the vectors. */
  readonly model: string
  /** How many numbers a vector has. */
  readonly dimensions: number
  /** Names the exact weights, where the model gives a digest. */
  readonly digest?: string | undefined
  /** Makes the vectors of texts. */
  embed(
    texts: readonly string[],
    options: { kind: 'document'; signal?: AbortSignal | undefined; priority?: 'background' | undefined },
  ): Promise<readonly Float32Array[]>
}

/** Options for replacing the vectors of a store. */
export interface ReembedOptions {
  /** Stops the work. The old vectors stay. */
  signal?: AbortSignal | undefined
  /** Is called with the number of records that have new vectors. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number }) => void) | undefined
}

/** Texts per call of the embedder. */
export const EMBEDDED_TEXTS = 64

/** Refuses to embed the records of a store that keeps no texts. */
export function requireTexts({ text }: StoreShape): void {
  if (text.length === 0) throw new TypeError('Embedding again needs the texts: open the store with `text`')
}

/** Makes new vectors for records, from their texts, in one array. */
export async function embedRecords(
  records: readonly StoredRecord[],
  embedder: TextEmbedder,
  shape: StoreShape,
  signal: AbortSignal | undefined,
): Promise<Float32Array<ArrayBuffer>> {
  const texts = records.map(({ fields }) => recordText(fields, shape))
  const embedded = await embedder.embed(texts, { kind: 'document', priority: 'background', signal })
  if (embedded.length !== records.length) {
    const message = `The embedder gave ${embedded.length} vectors for ${records.length} texts`
    throw new NlpError('invalid-output', message)
  }
  const vectors = new Float32Array(records.length * shape.dimensions)
  for (const [index, vector] of embedded.entries()) {
    checkVector(vector, shape, `The new vector of record ${records[index]?.id}`)
    vectors.set(vector, index * shape.dimensions)
  }
  return vectors
}
