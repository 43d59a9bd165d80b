import { type Bitmap, fullBitmap, intersect } from '../../src/store/shared/bitmap.js'
import { diversify } from '../../src/store/shared/diversify.js'
import { fuse } from '../../src/store/shared/fuse.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import { exactScore, lengthOf, quantizeQuery } from '../../src/store/shared/quantize.js'
import { type Found, type Scored, Top } from '../../src/store/shared/top.js'
import type { SearchRequest } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { FilterRows } from './filter-rows.js'
import { searchLexical } from './lexical-search.js'
import { OpenSegment, type Segment } from './segment.js'
import { SortRows } from './sort-rows.js'
import { loadWords } from './words.js'

// Measured on real embeddings, int8 codes move a true result down by at most this many ranks. A higher number costs next to nothing.
const RESCORED_EXTRA = 20
/** The length of each ranking that is fused. */
const FUSED = 100
/** Longer result lists would need rows outside the clusters that the search looks into. */
const MOST_CLUSTERED = 100
/** The number of candidates per hit that diversity picks from. */
const DIVERSE = 5

/** The best rows, best first. All reads come first; the search itself then runs without a pause. */
export async function search(collection: Collection, request: SearchRequest): Promise<Found[]> {
  const rows = request.filter === undefined ? undefined : new FilterRows(collection, request.filter)
  const order = request.sort === undefined ? undefined : new SortRows(collection, request.sort)
  for (;;) {
    collection.assertOpen()
    if (request.words !== undefined) await loadWords(collection)
    await rows?.load()
    await order?.load()
    // A segment may have arrived from another tab in the meantime.
    const ready = collection.segments.every(
      (segment) =>
        rows?.has(segment) !== false &&
        order?.has(segment) !== false &&
        (request.words === undefined || segment instanceof OpenSegment || segment.words !== undefined),
    )
    if (ready) break
  }
  const visible: Visible = (segment) => segment.visible(rows?.of(segment))
  return order === undefined ? rank(collection, request, visible) : inOrder(collection, request, visible, order)
}

type Visible = (segment: Segment) => Bitmap | undefined

function rank(collection: Collection, request: SearchRequest, visible: Visible): Found[] {
  const { vector, words, limit, minScore = Number.NEGATIVE_INFINITY, diversity } = request
  const pool = diversity > 0 ? limit * DIVERSE : limit
  const both = vector !== undefined && words !== undefined
  const each = both ? Math.max(pool, FUSED) : pool
  const dense =
    vector === undefined
      ? []
      : rankByVector(collection, vector, each, visible, request.exact !== false || request.filter !== undefined)
  const lexical = words === undefined ? [] : rankByWords(collection, request, each, visible)
  const ranked = both ? fuse(dense, lexical, request) : vector === undefined ? lexical : dense
  const similarityOf = vector === undefined ? () => undefined : similarityTo(collection, vector, dense)
  const passing = ranked
    .map((scored): Found => ({ ...scored, similarity: similarityOf(scored.row) }))
    // A fused score only ranks the hits of one search: the best hit has a high score even if it hardly fits. So
    // `minScore` bounds the similarity. A search by words alone has no similarity, so there it bounds the score.
    .filter(({ score, similarity = score }) => similarity >= minScore)
    .slice(0, pool)
  if (diversity === 0) return passing.slice(0, limit)
  const similarity = (one: number, other: number) => likeness(collection, passing[one]!.row, passing[other]!.row)
  return diversify(passing, similarity, { diversity, limit })
}

/** Every row that fits, in the order of fields. By meaning the rows that fit are those within `minScore`. */
function inOrder(collection: Collection, request: SearchRequest, visible: Visible, order: SortRows): Found[] {
  const { vector, limit, minScore = Number.NEGATIVE_INFINITY } = request
  const every = collection.segments.reduce((sum, { rows }) => sum + rows, 0)
  const fitting =
    vector === undefined
      ? rankByWords(collection, request, every, visible)
      : rankByVector(collection, vector, every, visible, true)
  return order
    .first(
      fitting.filter(({ score }) => score >= minScore),
      limit,
    )
    .map(({ row, score }) => ({ row, score, similarity: vector === undefined ? undefined : score }))
}

function rankByVector(
  collection: Collection,
  vector: Float32Array,
  limit: number,
  visible: Visible,
  everyRow: boolean,
): Scored[] {
  const { kernel, shape } = collection
  const query = quantizeQuery(vector, shape.metric)
  // A filter leaves so few rows that clusters would save no time and lose results.
  const near = limit <= MOST_CLUSTERED && !everyRow ? collection.clusters?.near(query.codes) : undefined
  kernel.setQuery(query.codes)
  const exact = collection.segments.some((segment) => segment.vectors !== undefined)
  const candidates = new Top(exact ? limit + RESCORED_EXTRA : limit)
  for (const segment of collection.segments) {
    const mask = maskOf(collection, segment, near, visible(segment))
    if (mask === 'none') continue
    const found = kernel.scan(segment.slot, segment.rows, candidates.threshold, mask)
    for (let index = 0; index < found; index++) {
      candidates.offer(segment.firstRow + kernel.foundRows(index), kernel.foundScores(index))
    }
  }
  const queryLength = lengthOf(vector)
  const top = new Top(limit)
  for (const { row, score } of candidates.sorted()) {
    const vectors = collection.segmentOf(row)?.vectors
    const offset = (row % SEGMENT_ROWS) * shape.dimensions
    const approximate = score * query.scale
    top.offer(row, vectors === undefined ? approximate : exactScore(vector, queryLength, vectors, offset, shape.metric))
  }
  return top.sorted()
}

/** The rows of a segment to score. */
function maskOf(
  { clusters }: Collection,
  segment: Segment,
  near: ReadonlyMap<number, Bitmap> | undefined,
  visible: Bitmap | undefined,
): Bitmap | undefined | 'none' {
  if (near === undefined || clusters?.covers(segment.id) !== true) return visible
  const rows = near.get(segment.id)
  if (rows === undefined) return 'none'
  return visible === undefined ? rows : intersect(rows, visible)
}

function rankByWords(
  collection: Collection,
  { words: text = '', prefix, typos = false }: SearchRequest,
  limit: number,
  visible: Visible,
): Scored[] {
  const parts = collection.segments.flatMap((segment) => {
    const { words } = segment
    if (words === undefined) return []
    // The words of a growing segment may already hold rows that are not committed yet.
    const allowed = visible(segment) ?? (segment instanceof OpenSegment ? fullBitmap(segment.rows) : undefined)
    return [{ words, firstRow: segment.firstRow, allowed }]
  })
  const top = new Top(limit)
  searchLexical(parts, { text, language: collection.shape.language, prefix, typos }, top)
  return top.sorted()
}

/** The score by meaning alone of any row, also of those that only the words found: exact where the vector is in memory. */
function similarityTo(collection: Collection, vector: Float32Array, dense: readonly Scored[]): (row: number) => number {
  const { kernel, shape } = collection
  const known = new Map(dense.map(({ row, score }) => [row, score]))
  const query = quantizeQuery(vector, shape.metric)
  const queryLength = lengthOf(vector)
  return (row) => {
    const score = known.get(row)
    if (score !== undefined) return score
    const { vectors, slot } = collection.segmentOf(row)!
    const at = row % SEGMENT_ROWS
    if (vectors !== undefined) return exactScore(vector, queryLength, vectors, at * shape.dimensions, shape.metric)
    const codes = codesOf(collection, row)
    const dot = query.codes.reduce((sum, code, index) => sum + code * codes[index]!, 0)
    return dot * kernel.scales(slot)[at]! * query.scale
  }
}

/** The cosine of two rows, computed from their codes. */
function likeness(collection: Collection, one: number, other: number): number {
  const [first, second] = [codesOf(collection, one), codesOf(collection, other)]
  let dot = 0
  let squares = 0
  let otherSquares = 0
  for (let index = 0; index < first.length; index++) {
    dot += first[index]! * second[index]!
    squares += first[index]! ** 2
    otherSquares += second[index]! ** 2
  }
  return dot / Math.sqrt(squares * otherSquares)
}

function codesOf(collection: Collection, row: number): Int8Array {
  const { stride } = collection.kernel
  const at = (row % SEGMENT_ROWS) * stride
  return collection.kernel.codes(collection.segmentOf(row)!.slot).subarray(at, at + stride)
}
