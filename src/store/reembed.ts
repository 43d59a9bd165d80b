import {
  EMBEDDED_TEXTS,
  embedRecords,
  type ReembedOptions,
  requireTexts,
  type TextEmbedder,
} from './records/embed-records.js'
import type { StoreShape } from './shared/manifest.js'
import type { Batch } from './shared/worker-api.js'
import type { StoreClient } from './store-client.js'

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
  requireTexts(shape)
  signal?.throwIfAborted()
  const total = await client.call((api) => api.count(), { signal })
  jobs += 1
  const job = jobs
  try {
    await client.call((api, scope) => api.beginReembedding(job, shape, scope.signal), { signal })
    let loaded = 0
    for await (const { records } of batches) {
      for (let at = 0; at < records.length; at += EMBEDDED_TEXTS) {
        signal?.throwIfAborted()
        const group = records.slice(at, at + EMBEDDED_TEXTS)
        const vectors = await embedRecords(group, embedder, shape, signal)
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
