import type { StoreShape } from '../../src/store/shared/manifest.js'
import type { Storage } from '../../src/store/shared/storage.js'
import type { Batch, PutRequest } from '../../src/store/shared/worker-api.js'
import { Collection } from '../../workers/store/collection.js'
import { Writer } from '../../workers/store/writer.js'

export const shape: StoreShape = { model: 'test', dimensions: 5, metric: 'cosine', language: 'en', text: ['text'] }

/** A store over a given storage, in segments of a few rows. */
export async function openCollection(
  storage: Storage,
  { segmentRows = 6, exact = true, problems = [] as unknown[] } = {},
) {
  const onProblem = (error: unknown) => problems.push(error)
  const { collection } = await Collection.open({ name: 'test', storage, shape, exact, segmentRows, onProblem })
  return { collection, writer: new Writer(collection, () => {}) }
}

/** A record whose vector and words follow from its id and version, so that a model can compute them again. */
export function record(id: number, version: number) {
  const vector = Float32Array.from({ length: 5 }, (_, index) => Math.sin(id * 7 + version * 3 + index * index + 1))
  const fields = { text: `word${id % 4} version${version}`, group: id % 3, version }
  return { id: `record ${id}`, vector, fields }
}

export function toBatch(records: readonly ReturnType<typeof record>[]): Batch {
  const vectors = new Float32Array(records.length * 5)
  for (const [index, { vector }] of records.entries()) vectors.set(vector, index * 5)
  return { records: records.map(({ id, fields }) => ({ id, fields })), vectors }
}

export function putRequest(records: readonly ReturnType<typeof record>[], remove: readonly string[] = []): PutRequest {
  return { ...toBatch(records), remove, objects: { put: [], remove: [] } }
}
