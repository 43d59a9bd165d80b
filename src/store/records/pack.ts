import { describe } from '../../calls/check-options.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields, StoredRecord } from '../shared/worker-api.js'

/** A record of a store. Extend it with your own fields: `interface Note extends VectorRecord { title: string }`. */
export interface VectorRecord {
  /** The id of the record. A new record with the same id replaces the old one. */
  readonly id: string
  /** The vector that searches compare. */
  readonly vector: Float32Array
}

/** Rows that are sent to the worker at once. Two segments, so that the worker always has one to work on. */
const BATCH_ROWS = 8192

/** Packs records into batches. Every record of a batch is checked before the batch is sent. */
export async function* packRecords(
  records: Iterable<VectorRecord> | AsyncIterable<VectorRecord>,
  shape: StoreShape,
  batchRows = BATCH_ROWS,
): AsyncGenerator<Batch> {
  if (!isIterable(records)) {
    throw new TypeError(
      `\`records\` must be a list of records, got ${describe(records)}. For one record: put([record])`,
    )
  }
  let batch: { id: string; fields: Fields }[] = []
  // Small at first, because most batches have only a few records and the worker takes over the buffer.
  let vectors = new Float32Array(16 * shape.dimensions)
  const take = (): Batch => {
    const full = { records: batch, vectors: vectors.slice(0, batch.length * shape.dimensions) }
    batch = []
    return full
  }
  for await (const record of records) {
    checkRecord(record, shape)
    const { id, vector, ...fields } = record
    checkFields(id, fields)
    if ((batch.length + 1) * shape.dimensions > vectors.length) vectors = doubled(vectors)
    vectors.set(vector, batch.length * shape.dimensions)
    batch.push({ id, fields })
    if (batch.length === batchRows) yield take()
  }
  if (batch.length > 0) yield take()
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
}

/** Turns a batch back into records. */
export function unpackRecords<R extends VectorRecord>({ records, vectors }: Batch): R[] {
  const dimensions = vectors.length / records.length
  return records.map(
    (record, row) =>
      ({ ...withId(record), vector: vectors.slice(row * dimensions, (row + 1) * dimensions) }) as unknown as R,
  )
}

export function withId({ id, fields }: StoredRecord): Fields & { readonly id: string } {
  return { ...fields, id }
}

function checkRecord(record: VectorRecord, shape: StoreShape): void {
  if (typeof record !== 'object' || record === null) {
    throw new TypeError(`A record must be an object with an \`id\` and a \`vector\`, got ${describe(record)}`)
  }
  const { id, vector } = record
  if (typeof id !== 'string') throw new TypeError(`\`id\` of a record must be a string, got ${typeof id}`)
  checkVector(vector, shape, `The vector of record ${id}`)
}

/** Neither the disk nor an export can hold values of these types. */
const UNSTORABLE: readonly string[] = ['bigint', 'function', 'symbol']

function checkFields(id: string, fields: Fields): void {
  for (const [field, value] of Object.entries(fields)) {
    if (!UNSTORABLE.includes(typeof value)) continue
    throw new TypeError(`\`${field}\` of record ${id} must be a value that can be stored, got a ${typeof value}`)
  }
}

/** Refuses a vector that cannot be compared with the vectors of the store. */
export function checkVector(vector: unknown, { model, dimensions }: StoreShape, what: string): void {
  if (!(vector instanceof Float32Array)) throw new TypeError(`${what} must be a Float32Array`)
  if (vector.length !== dimensions) {
    throw new TypeError(`${what} has ${vector.length} dimensions, but those of model ${model} have ${dimensions}`)
  }
  let square = 0
  for (let index = 0; index < dimensions; index++) square += vector[index]! * vector[index]!
  // A single NaN or infinity makes the sum NaN or infinite.
  if (!Number.isFinite(square)) throw new TypeError(`${what} holds a value that is not a finite number`)
  if (square === 0) throw new TypeError(`${what} is all zeros and has no direction to compare`)
}

function doubled(vectors: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(vectors.length * 2)
  larger.set(vectors)
  return larger
}
