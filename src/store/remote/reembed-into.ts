import { EMBEDDED_TEXTS, embedRecords, type ReembedOptions, type TextEmbedder } from '../records/embed-records.js'
import { toJson } from '../records/plain-json.js'
import type { Batch, StoredRecord } from '../shared/worker-api.js'
import type { RemoteCollection } from './collection.js'
import { sortedFields } from './migrate.js'

/**
 * Puts the records of one collection into another one, with vectors of another model. A record that is there already with the same fields is
 * not embedded again, so after an interruption the same call continues where it stopped.
 */
export async function reembedInto(
  batches: AsyncIterable<Batch>,
  target: RemoteCollection,
  embedder: TextEmbedder,
  { signal, onProgress, total }: ReembedOptions & { readonly total: number },
): Promise<void> {
  let loaded = 0
  for await (const { records } of batches) {
    const missing = await missingFrom(target, records, signal)
    for (let at = 0; at < missing.length; at += EMBEDDED_TEXTS) {
      signal?.throwIfAborted()
      const group = missing.slice(at, at + EMBEDDED_TEXTS)
      const vectors = await embedRecords(group, embedder, target.shape, signal)
      await target.put({ records: group, vectors }, signal)
    }
    loaded += records.length
    onProgress?.({ loaded, total })
  }
}

async function missingFrom(
  target: RemoteCollection,
  records: readonly StoredRecord[],
  signal: AbortSignal | undefined,
): Promise<readonly StoredRecord[]> {
  signal?.throwIfAborted()
  const { records: there } = await target.get(
    records.map(({ id }) => id),
    signal,
  )
  const contents = new Map(there.map(({ id, fields }) => [id, contentOf(fields)]))
  return records.filter(({ id, fields }) => contents.get(id) !== contentOf(fields))
}

const contentOf = (fields: unknown) => toJson(sortedFields(fields))
