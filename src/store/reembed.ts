import { checkVector } from './records/pack.js'
import type { StoreShape } from './shared/manifest.js'
import { ownValue } from './shared/own-value.js'
import type { Batch } from './shared/worker-api.js'
import type { StoreClient } from './store-client.js'

/** What re-embedding needs of the new embedder. */
export interface TextEmbedder {
  /** The model that the vectors are of. */
  readonly model: string
  /** How many numbers a vector has. */
  readonly dimensions: number
  /** Names the exact weights, where the model tells. */
  readonly digest?: string | undefined
  /** Makes the vectors of texts. */
  embed(
    texts: readonly string[],
    options: { kind: 'document'; signal?: AbortSignal | undefined; priority?: 'background' | undefined },
  ): Promise<readonly Float32Array[]>
}

/** How the vectors of a store are replaced. */
export interface ReembedOptions {
  /** Stops the work; the old vectors stay. */
  signal?: AbortSignal | undefined
  /** Hears how many records have new vectors. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number }) => void) | undefined
}

/** Texts embedded at once. */
const GROUP = 64

/** Numbers the calls: a worker that took another one's place must not take its vectors for nothing. */
let jobs = 0

/** Replaces every vector by one of another model. Until the end the store is as it was; then all changes at once. */
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
