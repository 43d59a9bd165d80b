import { type Bitmap, countBits } from '../../src/store/shared/bitmap.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { Manifest } from '../../src/store/shared/manifest.js'
import { AREAS, type Write } from '../../src/store/shared/storage.js'
import type { Batch, ObjectChanges, PutRequest } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { whileMoving, whileWriting } from './lock.js'
import { assertRoom } from './quota.js'
import { readLive } from './records.js'
import { rowsById } from './rows-by-id.js'
import { deletedFacts, type SealedSegment, type Segment, withDeleted } from './segment.js'
import { withSum } from './tail-entry.js'
import { dropTail, manifestWrite, objectWrites, removalsOf } from './writes.js'

/**
 * The only class that changes a store. Every change is one transaction that also replaces the manifest, made under the store's lock; the
 * memory is updated after the transaction. A tab that dies at any moment leaves the state before or after the change.
 */
export class Writer {
  readonly #collection: Collection
  readonly #onCommit: () => void
  #settled: Promise<unknown> = Promise.resolve()

  /** `onCommit` is called after every change. */
  constructor(collection: Collection, onCommit: () => void) {
    this.#collection = collection
    this.#onCommit = onCommit
  }

  /** Inserts or replaces records. They are stored in batches that fill a segment. `onStored` is called with the number of stored rows. */
  async put(request: PutRequest, onStored: (rows: number) => void, signal?: AbortSignal): Promise<void> {
    await this.#exclusive(async () => {
      const { dimensions } = this.#collection.shape
      const total = request.records.length
      for (let at = 0; at < total || at === 0; ) {
        signal?.throwIfAborted()
        const end = Math.min(total, at + this.#collection.tail.room)
        const batch: Batch = {
          records: request.records.slice(at, end),
          vectors: request.vectors.slice(at * dimensions, end * dimensions),
        }
        const last = end === total
        await this.#store(batch, last ? request.remove : [], last ? objectWrites(request.objects) : [])
        onStored(end)
        if (last) return
        at = end
      }
    })
  }

  async delete(ids: readonly string[], objects: ObjectChanges): Promise<void> {
    await this.#exclusive(() => this.#store(undefined, ids, objectWrites(objects)))
  }

  /** Removes everything. Other tabs notice the removal by the new epoch. */
  async clear(): Promise<void> {
    await this.#exclusive(async () => {
      const { manifest } = this.#collection
      const next: Manifest = {
        ...manifest,
        generation: manifest.generation + 1,
        epoch: manifest.epoch + 1,
        segments: [],
        nextSegment: manifest.nextSegment + 1,
        tail: {
          segment: manifest.nextSegment,
          rows: 0,
          deleted: 0,
          first: manifest.tail.next,
          next: manifest.tail.next,
        },
      }
      const writes = AREAS.filter((area) => area !== 'meta').map((area): Write => ({ type: 'clear', area }))
      await this.#collection.storage.commit([...writes, manifestWrite(next)])
      await this.#collection.catchUp()
      this.#onCommit()
    })
  }

  /** Waits until all stored changes are on the disk. */
  async flush(): Promise<void> {
    await this.#exclusive(async () => {
      await this.#collection.storage.commit([manifestWrite(this.#collection.manifest)], { strict: true })
    })
  }

  /**
   * Rewrites segments whose rows are mostly deleted. Compaction is skipped while a tab iterates. It is also skipped while a tab writes,
   * unless it is `urgent`.
   */
  async compact({ urgent = false } = {}): Promise<void> {
    const collection = this.#collection
    await whileMoving(collection.name, urgent, () =>
      collection.mutex.run(async () => {
        await collection.catchUp()
        for (let group = hollow(collection); group.length > 0; group = hollow(collection)) await this.#merge(group)
      }),
    )
  }

  get wantsCompaction(): boolean {
    return hollow(this.#collection).length > 0
  }

  /** Whether the store has more deleted rows than records, and compaction would help. */
  get overgrown(): boolean {
    const { segments, count } = this.#collection
    return segments.reduce((sum, { deletedCount }) => sum + deletedCount, 0) > count && this.wantsCompaction
  }

  /** Resolves when all changes requested so far have been made or have failed. */
  get settled(): Promise<unknown> {
    return this.#settled
  }

  #exclusive<T>(task: () => Promise<T>): Promise<T> {
    const { name, mutex } = this.#collection
    // The lock comes first: the holder of the lock, in this tab or another, must find the mutex free.
    const change = whileWriting(name, () =>
      mutex.run(async () => {
        await this.#collection.catchUp()
        return task()
      }),
    )
    this.#settled = Promise.allSettled([this.#settled, change])
    return change
  }

  async #store(batch: Batch | undefined, remove: readonly string[], others: readonly Write[]): Promise<void> {
    const collection = this.#collection
    const { manifest, tail, storage } = collection
    const rows = await rowsById(collection)
    const first = tail.firstRow + tail.rows
    const dead = new Map<Segment, number[]>()
    const latest = new Map<string, number>()
    const kill = (row: number | undefined) => {
      const segment = row === undefined ? undefined : collection.segmentOf(row)
      if (row === undefined || segment === undefined) return
      const list = dead.get(segment) ?? []
      list.push(row % SEGMENT_ROWS)
      dead.set(segment, list)
    }
    for (const [index, { id }] of batch?.records.entries() ?? []) {
      kill(latest.get(id) ?? rows.get(id))
      latest.set(id, first + index)
    }
    for (const id of new Set(remove)) {
      if (latest.has(id)) continue
      kill(rows.get(id))
    }
    if (batch?.records.length === 0 && dead.size === 0 && others.length === 0) return

    const staged = batch !== undefined && batch.records.length > 0
    if (staged) tail.stage(batch)
    const sealing = tail.room === 0
    const deleted = new Map<Segment, Bitmap>()
    // Sealing stores the lost rows of the tail as deleted rows.
    if (sealing && tail.lost !== undefined) deleted.set(tail, tail.gone!)
    for (const [segment, list] of dead) deleted.set(segment, withDeleted(deleted.get(segment) ?? segment.deleted, list))
    const bitmapOf = (segment: Segment) => deleted.get(segment) ?? segment.deleted
    const sealedTail = sealing ? tail.seal(bitmapOf(tail)) : undefined
    const tailWrites: Write[] = []
    if (sealedTail !== undefined) tailWrites.push(...sealedTail.writes, ...dropTail(manifest))
    else if (staged) {
      const value = withSum({ ...batch, first: tail.rows })
      tailWrites.push({ type: 'put', area: 'tail', key: manifest.tail.next, value })
    }
    const segments = manifest.segments.map((entry) => {
      const segment = collection.sealed.get(entry.id)
      const bitmap = segment === undefined ? undefined : deleted.get(segment)
      return bitmap === undefined ? entry : { ...entry, ...deletedFacts(bitmap) }
    })
    const sequence = manifest.tail.next + (staged && !sealing ? 1 : 0)
    const next: Manifest = {
      ...manifest,
      generation: manifest.generation + 1,
      segments: sealedTail === undefined ? segments : [...segments, sealedTail.entry],
      nextSegment: manifest.nextSegment + (sealing ? 1 : 0),
      tail: sealing
        ? { segment: manifest.nextSegment, rows: 0, deleted: 0, first: sequence, next: sequence }
        : { ...manifest.tail, rows: tail.records.length, ...deletedFacts(bitmapOf(tail)), next: sequence },
    }
    try {
      if (sealing) await assertRoom(collection.name, tail.vectors.byteLength)
      await storage.commit([
        ...tailWrites,
        ...[...deleted].map(([{ id }, value]): Write => ({ type: 'put', area: 'deleted', key: id, value })),
        ...others,
        manifestWrite(next),
      ])
    } catch (error) {
      tail.rollback()
      throw error
    }

    tail.commit()
    for (const [segment, bitmap] of deleted) {
      segment.deleted = bitmap
      segment.deletedCount = countBits(bitmap)
    }
    for (const id of remove) if (!latest.has(id)) rows.delete(id)
    for (const [id, row] of latest) rows.set(id, row)
    if (sealing) collection.sealTail(next)
    collection.manifest = next
    this.#onCommit()
  }

  /** Moves the remaining rows of some segments into a new segment. */
  async #merge(group: readonly SealedSegment[]): Promise<void> {
    const collection = this.#collection
    const { manifest, kernel, storage } = collection
    const merged = collection.startSegment(manifest.nextSegment)
    try {
      for (const segment of group) {
        const batch = await readLive(collection, segment)
        if (batch.records.length > 0) merged.stage(batch)
      }
      const { writes, entry } = merged.seal(undefined)
      const gone = new Set(group.map(({ id }) => id))
      const kept = manifest.segments.filter(({ id }) => !gone.has(id))
      const next: Manifest = {
        ...manifest,
        generation: manifest.generation + 1,
        nextSegment: manifest.nextSegment + 1,
        segments: entry.rows === 0 ? kept : [...kept, entry],
      }
      const removals = await removalsOf(storage, group)
      await storage.commit([...(entry.rows === 0 ? [] : writes), ...removals, manifestWrite(next)])
    } finally {
      kernel.release(merged.slot)
    }
    await collection.catchUp()
    this.#onCommit()
  }
}

/** Segments worth rewriting: half empty segments that fit into one, or a single segment that has lost many of its rows. */
function hollow({ sealed, segmentRows }: Collection): SealedSegment[] {
  const group: SealedSegment[] = []
  let rows = 0
  for (const segment of sealed.values()) {
    // A segment without its exact vectors cannot be written again.
    if (segment.vectorsFailure !== undefined) continue
    if (segment.live > segmentRows / 2 || rows + segment.live > segmentRows) continue
    group.push(segment)
    rows += segment.live
  }
  const worth = ({ deletedCount, live }: SealedSegment) => deletedCount > segmentRows / 4 || deletedCount > live
  return group.length > 1 || group.some(worth) ? group : []
}
