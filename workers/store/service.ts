import { transfer } from 'comlink'
import { NlpError } from '../../src/shared/errors.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { Storage } from '../../src/store/shared/storage.js'
import type { FoundRecord, OpenRequest, Problem, StoreApi, StoreState } from '../../src/store/shared/worker-api.js'
import { Clusters } from './clusters.js'
import { Collection } from './collection.js'
import { countValues } from './count-values.js'
import { openDatabase } from './database.js'
import { encryptedStorage } from './encryption/encrypted-storage.js'
import { listRows } from './list-rows.js'
import { holdRows } from './lock.js'
import { MemoryStorage } from './memory.js'
import { readByIds } from './read-by-ids.js'
import { Rebuild } from './rebuild.js'
import { readFrom, readHeld, readRecords } from './records.js'
import { RowsLost, RowsMoved } from './rows-moved.js'
import { search } from './searcher.js'
import { Writer } from './writer.js'

/** How long the store must be idle before it gives space back. */
const REST_MS = 1000
/** Up to this number of rows, scoring every row takes a few milliseconds and is exact. */
const CLUSTERED_ROWS = 200_000
/** After this many attempts the rows are missing and not moved, because no tab compacts so often during one call. */
const MOST_ATTEMPTS = 5

/** The calls of one store. `open` must be the first call. */
export function createStoreService(): StoreApi {
  let opened: Opened | undefined
  let lost: NlpError | undefined
  const rebuilds = new Map<number, Promise<Rebuild>>()
  const watchers = new Set<{
    onProblem: (problem: Problem) => void
    onChange: (generation: number) => void
    done: () => void
  }>()
  const early: Problem[] = []
  const readings = new Map<number, () => void>()

  function onProblem({ code, message, details }: NlpError): void {
    if (watchers.size === 0) early.push({ code, message, details })
    for (const watcher of watchers) watcher.onProblem({ code, message, details })
  }

  function onChange(generation: number): void {
    for (const watcher of watchers) watcher.onChange(generation)
  }

  function current(): Opened {
    if (lost !== undefined) throw lost
    if (opened === undefined) throw new NlpError('closed', 'The store is closed')
    return opened
  }

  function rebuildOf(job: number): Promise<Rebuild> {
    const rebuild = rebuilds.get(job)
    if (rebuild !== undefined) return rebuild
    const what = `The worker that replaced the vectors of the store ${current().collection.name} ended before it was done.`
    throw new NlpError('worker-crashed', `${what} The store is as it was. Call \`reembed\` again.`, { retryable: true })
  }

  async function stopReembedding(job: number): Promise<void> {
    const begun = rebuilds.get(job)
    rebuilds.delete(job)
    const rebuild = await begun?.catch(() => undefined)
    await rebuild?.giveUp()
  }

  return {
    async open(request) {
      const { storage, state } = await openStorage(request, (error) => {
        lost = error
        onProblem(error)
      })
      try {
        const { collection, created } = await Collection.open({ ...request, storage, onProblem })
        opened = new Opened(collection, state, onChange)
        return { created, state, id: collection.manifest.id }
      } catch (error) {
        storage.close()
        throw error
      }
    },
    watch(onProblem, onChange) {
      return new Promise((done) => {
        watchers.add({ onProblem, onChange, done })
        for (const problem of early.splice(0)) onProblem(problem)
      })
    },
    put: (request, onStored, signal) => current().writer.put(request, onStored, signal),
    delete: (ids, objects) => current().writer.delete(ids, objects),
    clear: () => current().writer.clear(),
    flush: () => current().writer.flush(),
    async get(ids) {
      const batch = await current().retrying((collection) => readByIds(collection, ids), true)
      return transfer(batch, [batch.vectors.buffer])
    },
    async beginReading(reading) {
      const { name } = current().collection
      readings.set(reading, await holdRows(name))
    },
    endReading(reading) {
      readings.get(reading)?.()
      readings.delete(reading)
    },
    read(cursor, limit, options) {
      // While vectors are being replaced, no call writes. A fresh read would wait for the writes that wait for the replacement.
      const fresh = cursor === 0 && rebuilds.size === 0
      return current().retrying((collection) => readFrom(collection, cursor, limit, options), fresh)
    },
    async beginReembedding(job, shape, signal) {
      const begun = Rebuild.begin(current().collection.name, () => current().collection, { shape, signal })
      rebuilds.set(job, begun)
      await begun
    },
    addReembedded: async (job, batch) => (await rebuildOf(job)).add(batch),
    async finishReembedding(job) {
      const rebuild = await rebuildOf(job)
      await rebuild.finish()
      try {
        const { collection, state } = current()
        const { storage, exact, name } = collection
        const next = await Collection.open({ name, storage, shape: rebuild.shape, exact, onProblem })
        current().leave()
        opened = new Opened(next.collection, state, onChange)
        opened.announce()
      } finally {
        rebuilds.delete(job)
        rebuild.release()
      }
    },
    stopReembedding,
    search: (request) =>
      current().retrying(async (collection) => {
        if (request.exact === false) opened?.expectClusters()
        const found = await search(collection, request)
        const records = await readRecords(
          collection,
          found.map(({ row }) => row),
        )
        return found.map(({ score, similarity }, index): FoundRecord => {
          const record = records[index]
          if (record === undefined) throw new RowsMoved()
          return { ...record, score, similarity }
        })
      }),
    async list(request) {
      const rows = await current().retrying((collection) => listRows(collection, request), true)
      return transfer(rows, [rows.buffer])
    },
    async recordsAt(reading, rows) {
      const now = current()
      if (!readings.has(reading)) {
        const what = `The worker that listed the records of the store ${now.collection.name} ended before it was done.`
        throw new NlpError('worker-crashed', `${what} Another tab may have moved records. List them again.`)
      }
      return now.retrying((collection) => readHeld(collection, rows))
    },
    countValues: (request) => current().retrying((collection) => countValues(collection, request), true),
    count: () => current().retrying(async ({ count }) => count, true),
    async objects(keys) {
      const { storage } = current().collection
      return storage.read(['objects'], (reader) => Promise.all(keys.map((key) => reader.get('objects', key))))
    },
    async objectKeys(prefix) {
      return current().collection.storage.read(['objects'], (reader) => reader.keys('objects', prefix))
    },
    async stats() {
      const { collection, state } = current()
      const { manifest, sealed, tail, quarantined, kernel, segments } = collection
      const rowBytes = kernel.stride + 4
      return {
        state,
        records: collection.count,
        segments: sealed.size,
        tailRows: tail.rows,
        deletedRows: segments.reduce((sum, { deletedCount }) => sum + deletedCount, 0),
        damagedRows:
          [...quarantined.values()].reduce((sum, { rows }) => sum + rows, 0) +
          segments.reduce((sum, { lostCount }) => sum + lostCount, 0),
        searchBytes: segments.length * SEGMENT_ROWS * rowBytes,
        exactBytes: segments.reduce((sum, { vectors }) => sum + (vectors?.byteLength ?? 0), 0),
        kernel: kernel.name,
        index: collection.clusters === undefined ? 'flat' : 'clusters',
        generation: manifest.generation,
      }
    },
    async close() {
      await Promise.all([...rebuilds.keys()].map(stopReembedding))
      const closing = opened
      opened = undefined
      await closing?.close()
      for (const { done } of watchers) done()
      watchers.clear()
    },
  }
}

/** An open store, and the channel that keeps it in step with other tabs. */
class Opened {
  readonly collection: Collection
  readonly writer: Writer
  readonly state: StoreState
  readonly #channel: BroadcastChannel
  readonly #onChange: (generation: number) => void
  #resting: ReturnType<typeof setTimeout> | undefined
  #tidying = false
  #left = false
  #clustersExpected = false

  constructor(collection: Collection, state: StoreState, onChange: (generation: number) => void) {
    this.collection = collection
    this.state = state
    this.#onChange = onChange
    this.#channel = new BroadcastChannel(`tacet-store-${collection.name}`)
    this.#channel.onmessage = () => {
      // A failure appears in the next call that needs the data.
      this.#catchUp()
        .then(
          () => this.#tidyAtRest(),
          () => {},
        )
        // A search of a reader also shows the failure.
        .then(() => this.#onChange(this.collection.manifest.generation))
    }
    this.writer = new Writer(collection, () => {
      this.announce()
      this.#tidyAtRest()
    })
    this.#tidyAtRest()
  }

  /** Runs a reading task. Where another tab has moved the rows, the task runs again after catching up. */
  async retrying<T>(task: (collection: Collection) => Promise<T>, fresh = false): Promise<T> {
    if (fresh) {
      await this.writer.settled
      await this.#catchUp()
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await task(this.collection)
      } catch (error) {
        if (!(error instanceof RowsMoved)) throw error
        // Each `RowsLost` leaves fewer rows, so the loop comes to an end without counting attempts.
        if (error instanceof RowsLost) {
          attempt -= 1
          continue
        }
        if (attempt === MOST_ATTEMPTS) {
          const message = `Records of the store ${this.collection.name} are missing from the browser's database.`
          throw new NlpError('storage-corrupt', message, { cause: error })
        }
        await this.#catchUp()
      }
    }
  }

  /** Waits for running changes, so that a store closed after a call of `put` holds the records of that call. */
  async close(): Promise<void> {
    await this.writer.settled
    await this.collection.mutex.run(async () => this.collection.close())
    this.leave()
  }

  /** Called by searches with `exact: false`. Clusters are built only after the first call. */
  expectClusters(): void {
    if (this.#clustersExpected) return
    this.#clustersExpected = true
    this.#tidyAtRest()
  }

  /** Whether enough rows are in no cluster. Dot products do not measure nearness, so stores with `dot` get no clusters. */
  get #wantsClusters(): boolean {
    if (!this.#clustersExpected) return false
    const { clusters, sealed, shape } = this.collection
    const outside = [...sealed.values()].filter(({ id }) => clusters?.covers(id) !== true)
    const rows = outside.reduce((sum, segment) => sum + segment.rows, 0)
    return shape.metric === 'cosine' && rows >= CLUSTERED_ROWS / (clusters === undefined ? 1 : 4)
  }

  /** Closes the channel alone, because another `Opened` takes over the storage. */
  leave(): void {
    this.#left = true
    clearTimeout(this.#resting)
    this.#channel.close()
  }

  announce(): void {
    const { generation } = this.collection.manifest
    this.#channel.postMessage(generation)
    this.#onChange(generation)
  }

  #catchUp(): Promise<void> {
    return this.collection.mutex.run(() => this.collection.catchUp())
  }

  #tidyAtRest(): void {
    clearTimeout(this.#resting)
    if (this.#tidying || this.#left) return
    // Under steady writing the store is never idle, and deleted records would soon take more room than the others.
    if (this.writer.overgrown) void this.#tidy()
    else if (this.writer.wantsCompaction || this.#wantsClusters) {
      this.#resting = setTimeout(() => this.#tidy(), REST_MS)
    }
  }

  async #tidy(): Promise<void> {
    this.#tidying = true
    try {
      if (this.writer.wantsCompaction) await this.writer.compact({ urgent: this.writer.overgrown })
      if (this.#wantsClusters) this.collection.clusters = await Clusters.build(this.collection)
    } catch (error) {
      if (NlpError.is(error) && error.code !== 'closed' && !this.#left) this.collection.onProblem(error)
      return
    } finally {
      this.#tidying = false
    }
    // A tab may have iterated, or written more, meanwhile.
    if (this.writer.wantsCompaction && !this.#left) this.#resting = setTimeout(() => this.#tidy(), REST_MS)
  }
}

async function openStorage(
  { name, persist, key }: OpenRequest,
  onLost: (error: NlpError) => void,
): Promise<{ storage: Storage; state: StoreState }> {
  if (!persist) return { storage: new MemoryStorage(), state: 'memory' }
  try {
    const database = await openDatabase(name, { onLost })
    return { storage: key === undefined ? database : await encryptedStorage(database, name, key), state: 'persistent' }
  } catch (error) {
    // Private windows and strict settings refuse storage. An app that works for this visit alone is better than none. A failure of existing
    // storage must not look like an empty store.
    if (NlpError.is(error, 'storage-unavailable') && error.details['refused'] === true) {
      return { storage: new MemoryStorage(), state: 'memory' }
    }
    throw error
  }
}
