import { type Bitmap, emptyBitmap, setBit } from '../../src/store/shared/bitmap.js'
import { createKernel, type Kernel, SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { StoreShape } from '../../src/store/shared/manifest.js'
import { quantizeRow } from '../../src/store/shared/quantize.js'
import { Top } from '../../src/store/shared/top.js'
import type { SealedSegment } from './segment.js'

// A larger sample hardly improves the centres.
const SAMPLE = 16_384
const ROUNDS = 6
/** The share of the rows that a query scores, and the smallest number of clusters that it looks into. */
const PROBED = 1 / 8
const FEWEST_PROBED = 8
/** Rows between two pauses. Searches run in the pauses. */
const SLICE = 256

/** The part of a collection that clusters are built from. */
export interface ClusteredRows {
  readonly shape: Pick<StoreShape, 'dimensions'>
  readonly kernel: Kernel
  readonly sealed: ReadonlyMap<SealedSegment['id'], SealedSegment>
  readonly closed: boolean
}

/**
 * Rows of finished segments in groups that lie close together. A query scores the nearest groups instead of all rows. Clusters live in
 * memory alone and are rebuilt from the codes, so they can be neither damaged nor out of date.
 */
export class Clusters {
  readonly #kernel: Kernel
  readonly #slot: number
  readonly #count: number
  readonly #segments: readonly number[]
  /** The rows of cluster c run from `#starts[c]` to `#starts[c + 1]`, each as `place of the segment << 12 | row`. */
  readonly #starts: Uint32Array
  readonly #rows: Uint32Array

  private constructor(
    kernel: Kernel,
    slot: number,
    count: number,
    segments: readonly number[],
    clusterOf: Uint16Array,
  ) {
    this.#kernel = kernel
    this.#slot = slot
    this.#count = count
    this.#segments = segments
    this.#starts = new Uint32Array(count + 1)
    for (const cluster of clusterOf) if (cluster !== NONE) this.#starts[cluster + 1]! += 1
    for (let cluster = 0; cluster < count; cluster++) this.#starts[cluster + 1]! += this.#starts[cluster]!
    const next = this.#starts.slice()
    this.#rows = new Uint32Array(this.#starts[count]!)
    for (const [place, cluster] of clusterOf.entries()) if (cluster !== NONE) this.#rows[next[cluster]!++] = place
  }

  /** Groups the rows of the store. Pauses often, so that searches go on. Returns `undefined` if the store was closed meanwhile. */
  static async build(collection: ClusteredRows): Promise<Clusters | undefined> {
    const segments = [...collection.sealed.values()]
    const rows = segments.reduce((sum, segment) => sum + segment.rows, 0)
    const count = Math.min(SEGMENT_ROWS, Math.max(FEWEST_PROBED, Math.round(Math.sqrt(rows) * 1.2)))
    const kernel = createKernel(collection.shape.dimensions)
    const slot = kernel.take()
    const sample = sampleOf(collection, segments, rows)
    if (sample.length === 0) return undefined
    setCentres(kernel, slot, every(sample, count))
    for (let round = 0; round < ROUNDS; round++) {
      const sums = Array.from({ length: count }, () => new Float64Array(kernel.stride))
      for (const [index, codes] of sample.entries()) {
        if (index % SLICE === 0) await pause()
        const sum = sums[nearest(kernel, slot, count, codes)]!
        for (let at = 0; at < codes.length; at++) sum[at]! += codes[at]!
      }
      setCentres(
        kernel,
        slot,
        sums.map((sum, index) => (sum.some((value) => value !== 0) ? sum : sample[(index * 31) % sample.length]!)),
      )
    }
    const clusterOf = new Uint16Array(segments.length * SEGMENT_ROWS).fill(NONE)
    for (const [place, segment] of segments.entries()) {
      for (let row = 0; row < segment.rows; row++) {
        if (row % SLICE === 0) {
          await pause()
          if (collection.closed) return undefined
          // A compaction has rewritten the segment, so its slot already holds another segment.
          if (collection.sealed.get(segment.id) !== segment) break
        }
        clusterOf[place * SEGMENT_ROWS + row] = nearest(kernel, slot, count, codesOf(collection, segment, row))
      }
    }
    const ids = segments.map(({ id }) => id)
    return new Clusters(kernel, slot, count, ids, clusterOf)
  }

  covers(segment: number): boolean {
    return this.#segments.includes(segment)
  }

  /** The rows worth scoring, by segment. A segment without rows worth scoring has no entry. */
  near(query: Int16Array): ReadonlyMap<number, Bitmap> {
    this.#kernel.setQuery(query)
    const found = this.#kernel.scan(this.#slot, this.#count, Number.NEGATIVE_INFINITY)
    const ranking = new Top(this.#count)
    for (let index = 0; index < found; index++) {
      ranking.offer(this.#kernel.foundRows(index), this.#kernel.foundScores(index))
    }
    const enough = this.#rows.length * PROBED
    let rows = 0
    const bitmaps: (Bitmap | undefined)[] = []
    for (const [rank, { row: cluster }] of ranking.sorted().entries()) {
      // The limit counts rows, because some clusters are a hundred times larger than others.
      if (rank >= FEWEST_PROBED && rows >= enough) break
      rows += this.#starts[cluster + 1]! - this.#starts[cluster]!
      for (let at = this.#starts[cluster]!; at < this.#starts[cluster + 1]!; at++) {
        const place = this.#rows[at]!
        const segment = place >>> 12
        bitmaps[segment] ??= emptyBitmap()
        setBit(bitmaps[segment], place & (SEGMENT_ROWS - 1))
      }
    }
    return new Map(bitmaps.flatMap((bitmap, index) => (bitmap === undefined ? [] : [[this.#segments[index]!, bitmap]])))
  }
}

const NONE = 0xffff

function nearest(kernel: Kernel, slot: number, count: number, codes: Int16Array): number {
  kernel.setQuery(codes)
  const found = kernel.scan(slot, count, Number.NEGATIVE_INFINITY)
  let best = 0
  let bestScore = Number.NEGATIVE_INFINITY
  for (let index = 0; index < found; index++) {
    const score = kernel.foundScores(index)
    if (score > bestScore) {
      best = kernel.foundRows(index)
      bestScore = score
    }
  }
  return best
}

function setCentres(kernel: Kernel, slot: number, centres: readonly ArrayLike<number>[]): void {
  const codes = kernel.codes(slot)
  const scales = kernel.scales(slot)
  for (const [index, centre] of centres.entries()) {
    scales[index] = quantizeRow(Float32Array.from(centre), 0, kernel.stride, 'cosine', codes, index * kernel.stride)
  }
}

function sampleOf(collection: ClusteredRows, segments: readonly SealedSegment[], rows: number): Int16Array[] {
  const step = Math.max(1, rows / SAMPLE)
  const sample: Int16Array[] = []
  for (let at = 0; at < rows; at += step) {
    let row = Math.floor(at)
    const segment = segments.find((candidate) => {
      if (row < candidate.rows) return true
      row -= candidate.rows
      return false
    })
    if (segment !== undefined) sample.push(codesOf(collection, segment, row))
  }
  return sample
}

/** A row as a query. The length of the vector does not change which centre is nearest. */
function codesOf({ kernel }: ClusteredRows, { slot }: SealedSegment, row: number): Int16Array {
  return Int16Array.from(kernel.codes(slot).subarray(row * kernel.stride, (row + 1) * kernel.stride))
}

function every<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!)
}

/** Lets the worker handle messages. A timer would wait for milliseconds each time. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
