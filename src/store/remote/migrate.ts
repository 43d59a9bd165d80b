import { checkOptions } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import type { VectorRecord } from '../records/pack.js'
import { toJson } from '../records/plain-json.js'
import type { RecordStore } from '../records/record-store.js'
import { exactScore, lengthOf, type VectorMetric } from '../shared/quantize.js'

/** How far records have been copied. */
export interface MigrateProgress {
  /** Records that the target holds so far. */
  readonly loaded: number
  /** How many of the loaded records had to be written. */
  readonly written: number
  /** How many records the source had at the start. */
  readonly total: number
}

/** Options for copying records from one store to another. */
export interface MigrateOptions {
  /** Stops the copying. Records that are already copied stay. */
  signal?: AbortSignal | undefined
  /** Is called with the number of records copied so far. */
  onProgress?: ((progress: MigrateProgress) => void) | undefined
}

/** Records that are compared and written at once. */
const GROUP = 256

/**
 * Copies every record of one store into another store of the same model, a few at a time, in the browser or on a server. An equal record in
 * the target is not written again, so after an interruption the same call continues where it stopped. Records that only the target has
 * stay.
 *
 * @example
 * await migrate(local, remote, { onProgress: ({ loaded, total }) => console.log(loaded / total) })
 */
export async function migrate<R extends VectorRecord>(
  from: RecordStore<R>,
  to: RecordStore<R>,
  options: MigrateOptions = {},
): Promise<MigrateProgress> {
  checkOptions('migrate', options, { signal: 'signal', onProgress: 'function' })
  const { signal, onProgress } = options
  signal?.throwIfAborted()
  if (from.model !== to.model || from.dimensions !== to.dimensions) {
    const [source, target] = [from, to].map(({ name, model, dimensions }) => `${name} (${model}, ${dimensions})`)
    throw new NlpError('vectors-incompatible', `The vectors of ${source} cannot go to ${target}: embed the texts again`)
  }
  const total = await from.count()
  let progress: MigrateProgress = { loaded: 0, written: 0, total }
  let group: R[] = []
  const copy = async () => {
    const there = await to.get(
      group.map(({ id }) => id),
      { signal },
    )
    const changed = group.filter((record, index) => !isEqual(record, there[index], to.metric))
    await to.put(changed, { signal })
    progress = { loaded: progress.loaded + group.length, written: progress.written + changed.length, total }
    group = []
    onProgress?.(progress)
  }
  for await (const record of from) {
    signal?.throwIfAborted()
    group.push(record)
    if (group.length === GROUP) await copy()
  }
  if (group.length > 0) await copy()
  return progress
}

function isEqual(one: VectorRecord, other: VectorRecord | undefined, metric: VectorMetric): boolean {
  if (other === undefined) return false
  const { vector, ...fields } = one
  const { vector: otherVector, ...otherFields } = other
  // Qdrant scales vectors that it compares by angle to length 1, and that rounds the numbers.
  const near = exactScore(vector, lengthOf(vector), otherVector, 0, 'cosine') > 1 - 1e-9
  const same = metric === 'cosine' ? near : vector.every((value, index) => value === otherVector[index])
  return same && toJson(sortedFields(fields)) === toJson(sortedFields(otherFields))
}

/** Servers do not keep the order of fields. */
export function sortedFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(sortedFields)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, entry]) => [name, sortedFields(entry)]),
  )
}
