import { NlpError } from '../../src/shared/errors.js'
import type { Bitmap } from '../../src/store/shared/bitmap.js'
import { countBits } from '../../src/store/shared/bitmap.js'
import { checksum } from '../../src/store/shared/checksum.js'
import { createKernel, type Kernel, MASK_WORDS, SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import {
  checkedManifest,
  checkShape,
  emptyManifest,
  type Manifest,
  type SegmentEntry,
  type StoreShape,
  withCheck,
} from '../../src/store/shared/manifest.js'
import { AREAS, type Reader, type Storage } from '../../src/store/shared/storage.js'
import { valueSum } from '../../src/store/shared/value-sum.js'
import type { StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Clusters } from './clusters.js'
import { ExactVectors } from './exact-vectors.js'
import { Mutex } from './mutex.js'
import { OpenSegment, SealedSegment, type Segment, unpackCodes, withDeleted } from './segment.js'
import { isTailEntry } from './tail-entry.js'

export interface CollectionOptions {
  readonly name: string
  readonly storage: Storage
  readonly shape: StoreShape
  /** Whether exact vectors are kept in memory, for exact scores. */
  readonly exact: boolean
  /** The number of rows in a full segment. @default 4096 */
  readonly segmentRows?: number | undefined
  /** Is called with damage that no call can report. */
  readonly onProblem: (error: NlpError) => void
}

type DeletedFacts = Pick<SegmentEntry, 'deleted' | 'deletedSum'>

/** Whether the stored value is the bitmap of these deleted rows. */
function isDeletedBitmap(stored: unknown, { deleted, deletedSum }: DeletedFacts): stored is Bitmap {
  if (!(stored instanceof Uint32Array) || stored.length !== MASK_WORDS || countBits(stored) !== deleted) return false
  return deletedSum?.rows !== deleted || deletedSum.sum === valueSum(stored)
}

/** A damaged segment that is left out. */
export interface Quarantined {
  readonly segment: number
  readonly rows: number
}

/** The changes of another tab, or of an earlier visit. */
interface News {
  readonly reset: boolean
  readonly newTail: boolean
  readonly segments: readonly SealedSegment[]
  readonly damaged: readonly SegmentEntry[]
  readonly deleted: ReadonlyMap<number, Bitmap>
  /** Whether the bitmap of the tail's deleted rows is damaged. */
  readonly tailDamaged: boolean
  readonly batches: readonly unknown[]
}

/**
 * A store in memory: the manifest and the segments that it mentions. The collection follows the manifest and never changes it; the writer
 * does.
 */
export class Collection {
  readonly name: string
  readonly storage: Storage
  readonly shape: StoreShape
  readonly exact: boolean
  readonly segmentRows: number
  readonly kernel: Kernel
  readonly mutex = new Mutex()
  readonly vectors = new ExactVectors(this)
  readonly onProblem: (error: NlpError) => void
  manifest: Manifest
  tail: OpenSegment
  readonly sealed = new Map<number, SealedSegment>()
  readonly quarantined = new Map<number, Quarantined>()
  /** The pages of records that were read last, so that the same hits are not read twice. Rows of finished segments never change. */
  readonly pages = new Map<number, readonly StoredRecord[]>()
  /** Groups of near rows, once the store is large enough to need clusters. */
  clusters: Clusters | undefined
  /** The row number of each id, once the ids have been read. */
  rowNumbers: Map<string, number> | undefined
  readonly #reported = new Set<string>()
  #closed = false

  private constructor(options: CollectionOptions, manifest: Manifest) {
    const { name, storage, shape, exact, segmentRows = SEGMENT_ROWS, onProblem } = options
    this.name = name
    this.storage = storage
    this.shape = shape
    this.exact = exact
    this.segmentRows = segmentRows
    this.onProblem = onProblem
    this.kernel = createKernel(shape.dimensions)
    this.manifest = { ...manifest, generation: 0, segments: [], tail: { ...manifest.tail, next: manifest.tail.first } }
    this.tail = this.startSegment(manifest.tail.segment)
  }

  /** Reads a store, or creates it where it does not exist. `created` says which. */
  static async open(options: CollectionOptions): Promise<{ collection: Collection; created: boolean }> {
    const { name, storage, shape } = options
    const fresh = emptyManifest(shape)
    // The read comes first, because most stores exist and a change would wait for the changes of other tabs.
    const known = (await readManifest(storage)) ?? (await storage.putIfAbsent('meta', 'manifest', withCheck(fresh)))
    const created = known === undefined
    const manifest = checkedManifest(name, known) ?? fresh
    checkShape(name, manifest, shape)
    const collection = new Collection(options, manifest)
    await collection.catchUp()
    return { collection, created }
  }

  /** All segments that can be searched: the finished ones and the tail. */
  get segments(): readonly Segment[] {
    return [...this.sealed.values(), this.tail]
  }

  segmentOf(row: number): Segment | undefined {
    const id = Math.floor(row / SEGMENT_ROWS)
    return id === this.tail.id ? this.tail : this.sealed.get(id)
  }

  get count(): number {
    return this.segments.reduce((sum, { live }) => sum + live, 0)
  }

  /** Reads the changes of other tabs. Only one task at a time may call this: see `mutex`. */
  async catchUp(): Promise<void> {
    this.assertOpen()
    await this.storage.read(AREAS, async (reader) => {
      const manifest = checkedManifest(this.name, await reader.get('meta', 'manifest'))
      if (manifest === undefined) throw removed(this.name)
      if (manifest.generation === this.manifest.generation) return
      // Another tab may have replaced the vectors by vectors of another model.
      checkShape(this.name, manifest, this.shape)
      const news = await this.#read(manifest, reader)
      this.#apply(manifest, news)
      // Not awaited, because the caller that opens the store wants to search first.
      if (this.exact && news.segments.length > 0) void this.vectors.load()
    })
  }

  startSegment(id: number): OpenSegment {
    return new OpenSegment(id, this.kernel, this.shape, this.segmentRows)
  }

  /** Turns the full tail, which is already stored as a segment, into a finished segment and starts a new tail. */
  sealTail(manifest: Manifest): void {
    const entry = manifest.segments.at(-1)!
    const sealed = new SealedSegment(entry, this.tail.slot)
    sealed.deleted = this.tail.deleted
    if (this.exact) sealed.vectors = this.tail.vectors
    this.sealed.set(entry.id, sealed)
    this.tail = this.startSegment(manifest.tail.segment)
  }

  drop(segment: SealedSegment): void {
    this.sealed.delete(segment.id)
    this.kernel.release(segment.slot)
  }

  get closed(): boolean {
    return this.#closed
  }

  assertOpen(): void {
    if (this.#closed) throw new NlpError('closed', `The store ${this.name} is closed`)
  }

  close(): void {
    this.#closed = true
    this.storage.close()
  }

  /** Reads all news before anything is changed. Searches run in between and must not see half of the news. */
  async #read(manifest: Manifest, reader: Reader): Promise<News> {
    const reset = manifest.epoch !== this.manifest.epoch
    const newTail = reset || manifest.tail.segment !== this.tail.id
    const known = reset ? new Map<number, SealedSegment>() : this.sealed
    const missing = manifest.segments.filter(({ id }) => reset || !(known.has(id) || this.quarantined.has(id)))
    // All requests start first, so that the database reads ahead while this thread copies.
    const codes = missing.map(({ id }) => reader.get('codes', id))
    const stale: (DeletedFacts & { readonly id: number })[] = manifest.segments.filter(
      ({ id, deleted }) => deleted !== (known.get(id)?.deletedCount ?? 0) && (reset || !this.quarantined.has(id)),
    )
    if (manifest.tail.deleted !== (newTail ? 0 : this.tail.deletedCount)) {
      stale.push({ ...manifest.tail, id: manifest.tail.segment })
    }
    const bitmaps = stale.map(({ id }) => reader.get('deleted', id))
    const entries: Promise<unknown>[] = []
    for (let at = newTail ? manifest.tail.first : this.manifest.tail.next; at < manifest.tail.next; at++) {
      entries.push(reader.get('tail', at))
    }
    const segments: SealedSegment[] = []
    const damaged: SegmentEntry[] = []
    for (const [index, entry] of missing.entries()) {
      const segment = this.#load(entry, await codes[index])
      if (segment === undefined) damaged.push(entry)
      else segments.push(segment)
    }
    const deleted = new Map<number, Bitmap>()
    let tailDamaged = false
    for (const [index, bitmap] of (await Promise.all(bitmaps)).entries()) {
      const { id } = stale[index]!
      if (isDeletedBitmap(bitmap, stale[index]!)) deleted.set(id, bitmap)
      else if (id === manifest.tail.segment) tailDamaged = true
      // Without its bitmap, the segment would bring deleted records back, so it counts as damaged.
      else damaged.push(...manifest.segments.filter((entry) => entry.id === id && !damaged.includes(entry)))
    }
    const lost = new Set(damaged.map(({ id }) => id))
    for (const segment of segments) if (lost.has(segment.id)) this.kernel.release(segment.slot)
    return {
      reset,
      newTail,
      segments: segments.filter(({ id }) => !lost.has(id)),
      damaged,
      deleted,
      tailDamaged,
      batches: await Promise.all(entries),
    }
  }

  #load(entry: SegmentEntry, packed: unknown): SealedSegment | undefined {
    if (!(packed instanceof ArrayBuffer) || packed.byteLength !== entry.rows * (this.kernel.stride + 4))
      return undefined
    const bytes = new Uint8Array(packed)
    if (checksum(bytes) !== entry.codesSum) return undefined
    const segment = new SealedSegment(entry, this.kernel.take())
    unpackCodes(this.kernel, segment.slot, entry.rows, bytes)
    return segment
  }

  #apply(manifest: Manifest, news: News): void {
    const { reset, newTail, segments, damaged, deleted, tailDamaged, batches } = news
    const wanted = new Set(manifest.segments.map(({ id }) => id))
    for (const { id } of damaged) wanted.delete(id)
    for (const segment of this.sealed.values()) if (reset || !wanted.has(segment.id)) this.drop(segment)
    if (reset) this.quarantined.clear()
    if (newTail) {
      this.kernel.release(this.tail.slot)
      this.tail = this.startSegment(manifest.tail.segment)
    }
    for (const segment of segments) this.sealed.set(segment.id, segment)
    if (reset || newTail || segments.length > 0 || damaged.length > 0 || deleted.size > 0) this.rowNumbers = undefined
    const lost: number[] = []
    for (const batch of batches) {
      // A damaged batch leaves a gap, and `#fillUpTo` fills the gap.
      if (!isTailEntry(batch, this.tail.records.length, manifest.tail.rows, this.shape.dimensions)) continue
      lost.push(...this.#fillUpTo(batch.first))
      this.#remember(batch.records)
      this.tail.stage(batch)
      this.tail.commit()
    }
    lost.push(...this.#fillUpTo(manifest.tail.rows))
    for (const [id, bitmap] of deleted) {
      const segment = id === this.tail.id ? this.tail : this.sealed.get(id)
      if (segment === undefined) continue
      segment.deleted = bitmap
      segment.deletedCount = countBits(bitmap)
    }
    if (tailDamaged) lost.push(...Array.from({ length: this.tail.rows }, (_, row) => row))
    if (lost.length > 0) this.lose(this.tail, lost)
    this.manifest = manifest
    for (const { id, rows } of damaged) {
      this.quarantined.set(id, { segment: id, rows })
      this.#report(id, rows)
    }
  }

  /** Puts empty rows in the place of a lost batch of the tail, so that the rows after it keep their numbers. */
  #fillUpTo(rows: number): number[] {
    const first = this.tail.records.length
    const missing = Array.from({ length: Math.max(0, rows - first) }, (_, index) => first + index)
    if (missing.length === 0) return []
    const records = missing.map(() => ({ id: '', fields: {} }))
    this.tail.stage({ records, vectors: new Float32Array(missing.length * this.shape.dimensions) })
    this.tail.commit()
    return missing
  }

  /** Adds the new rows of another tab's batch to the map, so that following a busy tab stays cheap. */
  #remember(records: readonly StoredRecord[]): void {
    const first = this.tail.firstRow + this.tail.rows
    for (const [index, { id }] of records.entries()) this.rowNumbers?.set(id, first + index)
  }

  /** Leaves out rows that are damaged. */
  lose(segment: Segment, rows: readonly number[]): void {
    const before = segment.live
    segment.lost = withDeleted(segment.lost, rows)
    this.rowNumbers = undefined
    if (segment.live < before) this.#report(segment.id, before - segment.live)
  }

  #report(segment: number, rows: number): void {
    this.onProblem(
      new NlpError(
        'storage-corrupt',
        `${rows} records of the store ${this.name} are damaged and left out; the rest can be used. Put them again.`,
        { details: { segment, rows } },
      ),
    )
  }

  /** Reports damage that costs no record, once for each part. The damaged part can be made again from the records. */
  reportDamage({ id, rows }: SealedSegment, what: string): void {
    if (what === 'pages' || this.#reported.has(`${id} ${what}`)) return
    this.#reported.add(`${id} ${what}`)
    const message = `The ${what} of ${rows} records of the store ${this.name} are damaged. The records can be used, but more slowly.`
    this.onProblem(new NlpError('storage-corrupt', message, { details: { segment: id, rows: 0 } }))
  }
}

function readManifest(storage: Storage): Promise<unknown> {
  return storage.read(['meta'], (reader) => reader.get('meta', 'manifest'))
}

function removed(name: string): NlpError {
  return new NlpError('storage-corrupt', `The data of the store ${name} was removed while it was open. Open it again.`)
}
