import { NlpError } from '../../src/errors.js'
import type { Bitmap } from '../../src/store/bitmap.js'
import { countBits } from '../../src/store/bitmap.js'
import { checksum } from '../../src/store/checksum.js'
import { createKernel, type Kernel, SEGMENT_ROWS } from '../../src/store/kernel.js'
import {
  checkShape,
  emptyManifest,
  type Manifest,
  type SegmentEntry,
  type StoreShape,
} from '../../src/store/manifest.js'
import { AREAS, type Reader, type Storage } from '../../src/store/storage.js'
import type { Batch, StoredRecord } from '../../src/store/worker-api.js'
import type { Clusters } from './clusters.js'
import { ExactVectors } from './exact-vectors.js'
import { Mutex } from './mutex.js'
import { OpenSegment, SealedSegment, type Segment, unpackCodes, withDeleted } from './segment.js'

export interface CollectionOptions {
  readonly name: string
  readonly storage: Storage
  readonly shape: StoreShape
  /** Whether exact vectors are kept in memory, for exact scores. */
  readonly exact: boolean
  /** When a segment is full. @default 4096 */
  readonly segmentRows?: number | undefined
  /** Told of damage that no call can report. */
  readonly onProblem: (error: NlpError) => void
}

/** What is wrong with a segment that is left out. */
export interface Quarantined {
  readonly segment: number
  readonly rows: number
}

/** A batch in the tail, as stored, and the row that it starts at. */
export interface TailEntry extends Batch {
  readonly first: number
}

/** What another tab, or an earlier visit, has changed. */
interface News {
  readonly reset: boolean
  readonly newTail: boolean
  readonly segments: readonly SealedSegment[]
  readonly damaged: readonly SegmentEntry[]
  readonly deleted: ReadonlyMap<number, Bitmap | undefined>
  readonly batches: readonly TailEntry[]
}

/**
 * A store in memory: what the manifest says, and the segments it mentions. It follows the manifest and never changes
 * it; the writer does.
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
  /** The pages of records read last, so that the same hits cost nothing the second time. Finished rows never change. */
  readonly pages = new Map<number, readonly StoredRecord[]>()
  /** Groups of near rows, once the store is large enough to need them. */
  clusters: Clusters | undefined
  #rowsById: Map<string, number> | undefined
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

  /** Reads a store, or starts one where there is none: that is `created`. */
  static async open(options: CollectionOptions): Promise<{ collection: Collection; created: boolean }> {
    const { name, storage, shape } = options
    const fresh = emptyManifest(shape)
    // Read first: most stores are there, and a change would wait for those of other tabs.
    const known = (await readManifest(storage)) ?? (await storage.putIfAbsent('meta', 'manifest', fresh))
    const created = known === undefined
    const manifest = (known ?? fresh) as Manifest
    checkShape(name, manifest, shape)
    const collection = new Collection(options, manifest)
    await collection.catchUp()
    return { collection, created }
  }

  /** All segments that can be searched, oldest first. */
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

  /** Reads what other tabs have changed. Only ever called by one task at a time: see `mutex`. */
  async catchUp(): Promise<void> {
    this.assertOpen()
    await this.storage.read(AREAS, async (reader) => {
      const manifest = (await reader.get('meta', 'manifest')) as Manifest | undefined
      if (manifest === undefined) throw removed(this.name)
      if (manifest.generation === this.manifest.generation) return
      // Another tab may have replaced the vectors by those of another model.
      checkShape(this.name, manifest, this.shape)
      const news = await this.#read(manifest, reader)
      this.#apply(manifest, news)
      // Not awaited: whoever opens the store wants to search it first.
      if (this.exact && news.segments.length > 0) void this.vectors.load()
    })
  }

  /** Where each id is. Read when first needed: searching does without. */
  async rowsById(): Promise<Map<string, number>> {
    if (this.#rowsById !== undefined) return this.#rowsById
    const map = new Map<string, number>()
    await this.storage.read(['ids'], async (reader) => {
      const segments = [...this.sealed.values()]
      const lists = await Promise.all(segments.map(({ id }) => reader.get('ids', id) as Promise<readonly string[]>))
      for (const [index, segment] of segments.entries()) addLive(map, segment, lists[index] ?? [])
    })
    addLive(
      map,
      this.tail,
      this.tail.records.slice(0, this.tail.rows).map(({ id }) => id),
    )
    this.#rowsById = map
    return map
  }

  startSegment(id: number): OpenSegment {
    return new OpenSegment(id, this.kernel, this.shape, this.segmentRows)
  }

  /** The tail is full and stored as a segment; a new one starts. */
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

  forgetIds(): void {
    this.#rowsById = undefined
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

  /** Reads all that is new before anything is changed: searches run in between and must not see half of it. */
  async #read(manifest: Manifest, reader: Reader): Promise<News> {
    const reset = manifest.epoch !== this.manifest.epoch
    const newTail = reset || manifest.tail.segment !== this.tail.id
    const known = reset ? new Map<number, SealedSegment>() : this.sealed
    const missing = manifest.segments.filter(({ id }) => reset || !(known.has(id) || this.quarantined.has(id)))
    // All requests first: the database reads ahead while this thread copies.
    const codes = missing.map(({ id }) => reader.get('codes', id))
    const stale = manifest.segments.filter(({ id, deleted }) => deleted !== (known.get(id)?.deletedCount ?? 0))
    const staleIds = stale.map(({ id }) => id)
    if (manifest.tail.deleted !== (newTail ? 0 : this.tail.deletedCount)) staleIds.push(manifest.tail.segment)
    const bitmaps = staleIds.map((id) => reader.get('deleted', id))
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
    return {
      reset,
      newTail,
      segments,
      damaged,
      deleted: new Map(
        (await Promise.all(bitmaps)).map((bitmap, index) => [staleIds[index]!, bitmap as Bitmap | undefined]),
      ),
      batches: ((await Promise.all(entries)) as (TailEntry | undefined)[]).filter((batch) => batch !== undefined),
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

  #apply(manifest: Manifest, { reset, newTail, segments, damaged, deleted, batches }: News): void {
    const wanted = new Set(manifest.segments.map(({ id }) => id))
    for (const segment of this.sealed.values()) if (reset || !wanted.has(segment.id)) this.drop(segment)
    if (reset) this.quarantined.clear()
    if (newTail) {
      this.kernel.release(this.tail.slot)
      this.tail = this.startSegment(manifest.tail.segment)
    }
    for (const segment of segments) this.sealed.set(segment.id, segment)
    if (reset || newTail || segments.length > 0 || deleted.size > 0) this.forgetIds()
    const lost: number[] = []
    for (const batch of batches) {
      lost.push(...this.#fillUpTo(batch.first))
      this.#remember(batch.records)
      this.tail.stage(batch)
      this.tail.commit()
    }
    lost.push(...this.#fillUpTo(manifest.tail.rows))
    for (const [id, bitmap] of deleted) {
      const segment = id === this.tail.id ? this.tail : this.sealed.get(id)
      if (segment === undefined || bitmap === undefined) continue
      segment.deleted = bitmap
      segment.deletedCount = countBits(bitmap)
    }
    if (lost.length > 0) {
      this.tail.deleted = withDeleted(this.tail.deleted, lost)
      this.tail.deletedCount = countBits(this.tail.deleted)
      this.#report(this.tail.id, lost.length)
    }
    this.manifest = manifest
    for (const { id, rows } of damaged) {
      this.quarantined.set(id, { segment: id, rows })
      this.#report(id, rows)
    }
  }

  /** Stands in for rows of the tail whose batch is gone, so that those behind keep their numbers. */
  #fillUpTo(rows: number): number[] {
    const first = this.tail.records.length
    const missing = Array.from({ length: Math.max(0, rows - first) }, (_, index) => first + index)
    if (missing.length === 0) return []
    const records = missing.map(() => ({ id: '', fields: {} }))
    this.tail.stage({ records, vectors: new Float32Array(missing.length * this.shape.dimensions) })
    this.tail.commit()
    return missing
  }

  /** New rows of another tab's batch go straight into the map, so that following a busy tab stays cheap. */
  #remember(records: readonly StoredRecord[]): void {
    const first = this.tail.firstRow + this.tail.rows
    for (const [index, { id }] of records.entries()) this.#rowsById?.set(id, first + index)
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
}

async function readManifest(storage: Storage): Promise<Manifest | undefined> {
  return (await storage.read(['meta'], (reader) => reader.get('meta', 'manifest'))) as Manifest | undefined
}

function addLive(map: Map<string, number>, segment: Segment, ids: readonly string[]): void {
  for (const [row, id] of ids.entries()) {
    const dead = segment.deleted !== undefined && (segment.deleted[row >>> 5]! & (1 << (row & 31))) !== 0
    if (!dead && row < segment.rows) map.set(id, segment.firstRow + row)
  }
}

function removed(name: string): NlpError {
  return new NlpError('storage-corrupt', `The data of the store ${name} was removed while it was open. Open it again.`)
}
