import { valueSum } from '../../src/store/shared/value-sum.js'
import type { Batch, StoredRecord } from '../../src/store/shared/worker-api.js'

/** A stored batch of the tail, and the row that it starts at. Batches of the first release have no checksum. */
export interface TailEntry extends Batch {
  readonly first: number
  readonly sum?: number | undefined
}

export function withSum(entry: TailEntry): TailEntry {
  const { first, records, vectors } = entry
  return { ...entry, sum: valueSum([first, records, vectors]) }
}

/** Whether the value is an undamaged batch of rows between `least` and `most`. */
export function isTailEntry(stored: unknown, least: number, most: number, dimensions: number): stored is TailEntry {
  const { first, records, vectors, sum } = (stored ?? {}) as Partial<Record<keyof TailEntry, unknown>>
  if (typeof first !== 'number' || !Array.isArray(records) || !(vectors instanceof Float32Array)) return false
  if (!(first >= least && first + records.length <= most) || vectors.length !== records.length * dimensions)
    return false
  return records.every(isRecord) && (sum === undefined || sum === valueSum([first, records, vectors]))
}

export function isRecord(stored: unknown): stored is StoredRecord {
  const { id, fields } = (stored ?? {}) as Partial<Record<keyof StoredRecord, unknown>>
  return typeof id === 'string' && typeof fields === 'object' && fields !== null
}
