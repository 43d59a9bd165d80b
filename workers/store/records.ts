import { hasBit } from '../../src/store/bitmap.js'
import { SEGMENT_ROWS } from '../../src/store/kernel.js'
import type { Batch, StoredRecord } from '../../src/store/worker-api.js'
import type { Collection } from './collection.js'
import { RowsMoved } from './rows-moved.js'
import { PAGE_ROWS, pageKey, type SealedSegment, type Segment } from './segment.js'

const CACHED_PAGES = 256

/** The records of rows; `undefined` where a row has gone since its number was learned. */
export async function readRecords(
  collection: Collection,
  rows: readonly number[],
): Promise<(StoredRecord | undefined)[]> {
  const cache = collection.pages
  // Found before anything is awaited: the tail may be sealed meanwhile, but its records stay what they are.
  const inTail = rows.map((row) => recordInTail(collection, row))
  const missing = new Set(rows.filter((_, index) => inTail[index] === undefined).map(pageOf))
  const wanted = [...missing].filter((page) => !cache.has(page))
  if (wanted.length > 0) {
    const pages = await collection.storage.read(['pages'], (reader) =>
      Promise.all(wanted.map((page) => reader.get('pages', page) as Promise<readonly StoredRecord[] | undefined>)),
    )
    for (const [index, page] of pages.entries()) if (page !== undefined) cache.set(wanted[index]!, page)
  }
  const records = rows.map((row, index) => inTail[index] ?? cache.get(pageOf(row))?.[row % PAGE_ROWS])
  for (const page of cache.keys()) {
    if (cache.size <= CACHED_PAGES) break
    cache.delete(page)
  }
  return records
}

/** The records of those of the ids that are there, in the order of their rows. */
export async function readByIds(collection: Collection, ids: readonly string[]): Promise<Batch> {
  const rowsById = await collection.rowsById()
  const wanted = new Set(ids.flatMap((id) => rowsById.get(id) ?? []))
  const records: StoredRecord[] = []
  const vectors = new Float32Array(wanted.size * collection.shape.dimensions)
  let filled = 0
  // A segment at a time: the vectors of one are read as a whole, and all of them at once would not fit into memory.
  for (const [id, rows] of bySegment(wanted)) {
    const segment = collection.segmentOf(id * SEGMENT_ROWS)
    if (segment === undefined) throw new RowsMoved()
    const batch = await readRows(collection, segment, rows)
    for (const record of batch.records) records.push(record)
    vectors.set(batch.vectors, filled)
    filled += batch.vectors.length
  }
  return { records, vectors }
}

/** Rows by the id of their segment, each numbered within it. */
function bySegment(rows: Iterable<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const row of rows) {
    const id = Math.floor(row / SEGMENT_ROWS)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [row % SEGMENT_ROWS])
    else group.push(row % SEGMENT_ROWS)
  }
  return groups
}

/** The rows of a finished segment that are not deleted. */
export async function readLive(collection: Collection, segment: SealedSegment): Promise<Batch> {
  return readRows(collection, segment, liveRowsOf(segment, 0, segment.rows))
}

/** Up to `limit` records in the order of their rows, from row `cursor` on, and where to go on (`undefined` at the end). */
export async function readFrom(
  collection: Collection,
  cursor: number,
  limit: number,
): Promise<{ readonly batch: Batch; readonly next: number | undefined }> {
  const segments = collection.segments.filter(({ firstRow, rows }) => firstRow + rows > cursor)
  const segment = segments.reduce<Segment | undefined>(
    (first, other) => (first === undefined || other.id < first.id ? other : first),
    undefined,
  )
  if (segment === undefined) {
    return { batch: { records: [], vectors: new Float32Array(0) }, next: undefined }
  }
  const start = Math.max(0, cursor - segment.firstRow)
  const end = Math.min(segment.rows, start + limit)
  const batch = await readRows(collection, segment, liveRowsOf(segment, start, end))
  return { batch, next: segment.firstRow + (end === segment.rows ? SEGMENT_ROWS : end) }
}

/** Some rows of one segment, with their vectors. */
export async function readRows(collection: Collection, segment: Segment, rows: readonly number[]): Promise<Batch> {
  const { dimensions } = collection.shape
  const all = segment.vectors ?? (await collection.vectors.of(segment.id))
  const vectors = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    vectors.set(all.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions)
  }
  const records = await readRecords(
    collection,
    rows.map((row) => segment.firstRow + row),
  )
  if (records.includes(undefined)) throw new RowsMoved()
  return { records: records as StoredRecord[], vectors }
}

function liveRowsOf({ deleted }: Segment, start: number, end: number): number[] {
  const rows = Array.from({ length: end - start }, (_, index) => start + index)
  return deleted === undefined ? rows : rows.filter((row) => !hasBit(deleted, row))
}

function recordInTail({ tail }: Collection, row: number): StoredRecord | undefined {
  const inside = row >= tail.firstRow && row < tail.firstRow + tail.rows
  return inside ? tail.records[row - tail.firstRow] : undefined
}

function pageOf(row: number): number {
  return pageKey(Math.floor(row / SEGMENT_ROWS), Math.floor((row % SEGMENT_ROWS) / PAGE_ROWS))
}
