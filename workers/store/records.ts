import { hasBit } from '../../src/store/shared/bitmap.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { Batch, StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { RowsLost, RowsMoved } from './rows-moved.js'
import { type Part, readParts } from './sealed-parts.js'
import { PAGE_ROWS, PAGES, pageKey, SealedSegment, type Segment } from './segment.js'
import { isRecord } from './tail-entry.js'

const CACHED_PAGES = 256
const EMPTY: Batch = { records: [], vectors: new Float32Array(0) }

/** The records of rows; `undefined` for a row that was removed after its number was read. */
export async function readRecords(
  collection: Collection,
  rows: readonly number[],
): Promise<(StoredRecord | undefined)[]> {
  const cache = collection.pages
  // The tail is read before the first await. The tail may be sealed meanwhile, but its records stay the same.
  const inTail = rows.map((row) => recordInTail(collection, row))
  const missing = new Set(rows.filter((_, index) => inTail[index] === undefined).map(pageOf))
  await readPages(
    collection,
    [...missing].filter((page) => !cache.has(page)),
  )
  const records = rows.map((row, index) => inTail[index] ?? cache.get(pageOf(row))?.[row % PAGE_ROWS])
  for (const page of cache.keys()) {
    if (cache.size <= CACHED_PAGES) break
    cache.delete(page)
  }
  return records
}

/** Brings pages into the cache. Rows of damaged pages are left out from then on. */
async function readPages(collection: Collection, pages: readonly number[]): Promise<void> {
  const parts = pages.flatMap((key): Part[] => {
    const segment = collection.sealed.get(Math.floor(key / PAGES))
    if (segment === undefined) return []
    const page = key % PAGES
    const rows = Math.min(PAGE_ROWS, segment.rows - page * PAGE_ROWS)
    const fits = (stored: unknown) => Array.isArray(stored) && stored.length === rows && stored.every(isRecord)
    return [{ segment, area: 'pages', key, sumOf: (sums) => sums.pages[page], fits }]
  })
  const damaged: Part[] = []
  for (const [index, found] of (await readParts(collection, parts)).entries()) {
    const part = parts[index]!
    if (found.intact) collection.pages.set(part.key as number, found.value as readonly StoredRecord[])
    else damaged.push(part)
  }
  for (const { segment, key } of damaged) {
    const first = (Number(key) % PAGES) * PAGE_ROWS
    const end = Math.min(segment.rows, first + PAGE_ROWS)
    collection.lose(
      segment,
      Array.from({ length: end - first }, (_, index) => first + index),
    )
  }
  if (damaged.length > 0) throw new RowsLost()
}

/** The rows of a finished segment that are not deleted. */
export async function readLive(collection: Collection, segment: SealedSegment): Promise<Batch> {
  return readRows(collection, segment, liveRowsOf(segment, 0, segment.rows))
}

/** Up to `limit` records in row order from row `cursor` on, and the next cursor (`undefined` at the end). */
export async function readFrom(
  collection: Collection,
  cursor: number,
  limit: number,
  { vectors = true } = {},
): Promise<{ readonly batch: Batch; readonly next: number | undefined }> {
  const segments = collection.segments.filter(({ firstRow, rows }) => firstRow + rows > cursor)
  const segment = segments.reduce<Segment | undefined>(
    (first, other) => (first === undefined || other.id < first.id ? other : first),
    undefined,
  )
  if (segment === undefined) {
    return { batch: EMPTY, next: undefined }
  }
  const start = Math.max(0, cursor - segment.firstRow)
  const end = Math.min(segment.rows, start + limit)
  if (vectors && segment instanceof SealedSegment && segment.vectors === undefined) {
    // Damage is reported once, where it is found. An export or a compaction must still reach the other records.
    const damaged = await collection.vectors.of(segment.id).then(
      () => false,
      () => segment.vectorsFailure !== undefined,
    )
    if (damaged) return { batch: EMPTY, next: segment.firstRow + SEGMENT_ROWS }
  }
  const rows = liveRowsOf(segment, start, end)
  const batch = vectors
    ? await readRows(collection, segment, rows)
    : { records: await recordsOf(collection, segment, rows), vectors: EMPTY.vectors }
  return { batch, next: segment.firstRow + (end === segment.rows ? SEGMENT_ROWS : end) }
}

/** The records of rows whose numbers were read before. Rows that a `clear` removed, or that are lost, are left out. */
export async function readHeld(collection: Collection, rows: Float64Array): Promise<StoredRecord[]> {
  const there = Array.from(rows).filter((row) => {
    const segment = collection.segmentOf(row)
    return segment !== undefined && !(segment.lost !== undefined && hasBit(segment.lost, row - segment.firstRow))
  })
  const records = await readRecords(collection, there)
  return records.filter((record) => record !== undefined)
}

/** The given rows of one segment, with their vectors. */
export async function readRows(collection: Collection, segment: Segment, rows: readonly number[]): Promise<Batch> {
  const { dimensions } = collection.shape
  const all = segment.vectors ?? (await collection.vectors.of(segment.id))
  const vectors = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    vectors.set(all.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions)
  }
  return { records: await recordsOf(collection, segment, rows), vectors }
}

async function recordsOf(collection: Collection, segment: Segment, rows: readonly number[]): Promise<StoredRecord[]> {
  const records = await readRecords(
    collection,
    rows.map((row) => segment.firstRow + row),
  )
  if (records.includes(undefined)) throw new RowsMoved()
  return records as StoredRecord[]
}

function liveRowsOf({ gone }: Segment, start: number, end: number): number[] {
  const rows = Array.from({ length: end - start }, (_, index) => start + index)
  return gone === undefined ? rows : rows.filter((row) => !hasBit(gone, row))
}

function recordInTail({ tail }: Collection, row: number): StoredRecord | undefined {
  const inside = row >= tail.firstRow && row < tail.firstRow + tail.rows
  return inside ? tail.records[row - tail.firstRow] : undefined
}

function pageOf(row: number): number {
  return pageKey(Math.floor(row / SEGMENT_ROWS), Math.floor((row % SEGMENT_ROWS) / PAGE_ROWS))
}
