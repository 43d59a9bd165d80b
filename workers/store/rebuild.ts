import { createKernel, type Kernel } from '../../src/store/shared/kernel.js'
import type { Manifest, SegmentEntry, StoreShape } from '../../src/store/shared/manifest.js'
import type { Batch } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { holdWriting } from './lock.js'
import { OpenSegment } from './segment.js'
import { dropTail, manifestWrite, removalsOf } from './writes.js'

/**
 * Fills a store with vectors of another model. New segments are stored beside the old ones, and no manifest mentions them until the last
 * change replaces all segments at once. An interrupted rebuild therefore leaves the store as it was.
 */
export class Rebuild {
  readonly #collection: Collection
  readonly shape: StoreShape
  readonly #kernel: Kernel
  /** Lets other calls and tabs write again. */
  readonly release: () => void
  readonly #entries: SegmentEntry[] = []
  #open: OpenSegment
  #finished = false

  private constructor(collection: Collection, shape: StoreShape, release: () => void) {
    this.#collection = collection
    this.shape = shape
    this.release = release
    this.#kernel = createKernel(shape.dimensions)
    this.#open = this.#start()
  }

  /**
   * All writes wait until the rebuild is released or given up. Records written in between would be missing afterwards. `find` is called
   * only when the rebuild has its turn, because another rebuild may have replaced the collection meanwhile.
   */
  static async begin(
    name: string,
    find: () => Collection,
    { shape, signal }: { readonly shape: StoreShape; readonly signal: AbortSignal },
  ): Promise<Rebuild> {
    const release = await holdWriting(name, signal)
    try {
      signal.throwIfAborted()
      const collection = find()
      await collection.mutex.run(() => collection.catchUp())
      await sweep(collection)
      return new Rebuild(collection, shape, release)
    } catch (error) {
      release()
      throw error
    }
  }

  async add({ records, vectors }: Batch): Promise<void> {
    const { dimensions } = this.shape
    for (let at = 0; at < records.length; ) {
      const end = Math.min(records.length, at + this.#open.room)
      this.#open.stage({
        records: records.slice(at, end),
        vectors: vectors.slice(at * dimensions, end * dimensions),
      })
      if (this.#open.room === 0) {
        await this.#seal()
        this.#open = this.#start()
      }
      at = end
    }
  }

  /** Replaces the old vectors by the new ones. The caller then opens the store again and calls `release`. */
  async finish(): Promise<void> {
    const { storage, sealed } = this.#collection
    if (this.#open.records.length > 0) await this.#seal()
    const { manifest } = this.#collection
    const next: Manifest = {
      ...manifest,
      ...this.shape,
      generation: manifest.generation + 1,
      epoch: manifest.epoch + 1,
      segments: this.#entries,
      nextSegment: manifest.nextSegment + 1,
      tail: { segment: manifest.nextSegment, rows: 0, deleted: 0, first: manifest.tail.next, next: manifest.tail.next },
    }
    const removals = await removalsOf(storage, [...sealed.values(), { id: manifest.tail.segment }])
    await storage.commit([...removals, ...dropTail(manifest), manifestWrite(next)])
    this.#finished = true
  }

  async giveUp(): Promise<void> {
    try {
      if (!this.#finished) await sweep(this.#collection)
    } finally {
      this.release()
    }
  }

  async #seal(): Promise<void> {
    const collection = this.#collection
    const { writes, entry } = this.#open.seal(undefined)
    // The same change uses up the id, so a segment of an interrupted rebuild is never taken for another segment.
    const { manifest } = collection
    const next = { ...manifest, generation: manifest.generation + 1, nextSegment: manifest.nextSegment + 1 }
    await collection.storage.commit([...writes, manifestWrite(next)])
    collection.manifest = next
    this.#kernel.release(this.#open.slot)
    this.#entries.push(entry)
  }

  #start(): OpenSegment {
    const { manifest, segmentRows } = this.#collection
    return new OpenSegment(manifest.nextSegment, this.#kernel, this.shape, segmentRows)
  }
}

/** Removes stored segments that the manifest does not mention. */
async function sweep({ storage }: Collection): Promise<void> {
  const [manifest, stored] = (await storage.read(['meta', 'codes'], (reader) =>
    Promise.all([reader.get('meta', 'manifest'), reader.keys('codes')]),
  )) as [Manifest | undefined, number[]]
  const known = new Set(manifest?.segments.map(({ id }) => id))
  const orphans = stored.filter((id) => !known.has(id)).map((id) => ({ id }))
  if (orphans.length > 0) await storage.commit(await removalsOf(storage, orphans))
}
