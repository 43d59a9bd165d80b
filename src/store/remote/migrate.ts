import { checkOptions } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import type { VectorRecord } from '../records/pack.js'
import { toJson } from '../records/plain-json.js'
import type { RecordStore } from '../records/record-store.js'
import { exactScore, lengthOf, type VectorMetric } from '../shared/quantize.js'

/** How far records have been copied. */
export interface MigrateProgress {
  /** Records that are in the target now. */
  readonly loaded: number
  /** Of these, how many had to be written. */
  readonly written: number
  /** How many there were at the start. */
  readonly total: number
}

/** How records are copied from one store to another. */
export interface MigrateOptions {
  /** Stops the copying; what was copied stays. */
  signal?: AbortSignal | undefined
  /** Hears how many records have been copied. */
  onProgress?: ((progress: MigrateProgress) => void) | undefined
}

/** Records compared and written at once. */
const GROUP = 256

/**
 * Copies every record of one store into another of the same model, a few at a time, wherever the two are. What is
 * there already and equal is not written again, so after an interruption the same call goes on where it stopped.
 * Records that only the target has stay.
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
    throw new NlpError('vectors-incompatible', `The vectors of ${source} cannot go to ${target}: embed the texts anew`)
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
  // Qdrant brings vectors that it compares by angle to length 1, which rounds them too.
  const near = exactScore(vector, lengthOf(vector), otherVector, 0, 'cosine') > 1 - 1e-9
  const same = metric === 'cosine' ? near : vector.every((value, index) => value === otherVector[index])
  return same && toJson(sorted(fields)) === toJson(sorted(otherFields))
}

/** Servers keep no order of fields. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, entry]) => [name, sorted(entry)]),
  )
}
