import { checkVector } from './records/pack.js'
import type { StoreShape } from './shared/manifest.js'
import { ownValue } from './shared/own-value.js'
import type { Batch } from './shared/worker-api.js'
import type { StoreClient } from './store-client.js'

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
const GROUP = 64

/** Numbers the calls of `reembed`. A worker that replaced a crashed one must refuse the vectors of a call that it did not begin. */
let jobs = 0

/** Replaces every vector by a vector of another model. The store stays as it was until the end; then everything changes at once. */
export async function reembed(
  client: StoreClient,
  batches: AsyncIterable<Batch>,
  embedder: TextEmbedder,
  shape: StoreShape,
  { signal, onProgress }: ReembedOptions,
): Promise<void> {
  if (shape.text.length === 0) throw new TypeError('Embedding anew needs the texts: open the store with `text`')
  signal?.throwIfAborted()
  const total = await client.call((api) => api.count(), { signal })
  jobs += 1
  const job = jobs
  try {
    await client.call((api, scope) => api.beginReembedding(job, shape, scope.signal), { signal })
    let loaded = 0
    for await (const { records } of batches) {
      for (let at = 0; at < records.length; at += GROUP) {
        signal?.throwIfAborted()
        const group = records.slice(at, at + GROUP)
        const texts = group.map(({ fields }) => shape.text.map((name) => ownValue(fields, name) ?? '').join('\n'))
        const embedded = await embedder.embed(texts, { kind: 'document', priority: 'background', signal })
        const vectors = new Float32Array(group.length * shape.dimensions)
        for (const [index, vector] of embedded.entries()) {
          checkVector(vector, shape, `The new vector of record ${group[index]?.id}`)
          vectors.set(vector, index * shape.dimensions)
        }
        await client.call((api) => api.addReembedded(job, { records: group, vectors }), { signal })
        loaded += group.length
        onProgress?.({ loaded, total })
      }
    }
    await client.call((api) => api.finishReembedding(job))
    client.reshape(shape)
  } catch (error) {
    await client.call((api) => api.stopReembedding(job)).catch(() => {})
    throw error
  }
}
