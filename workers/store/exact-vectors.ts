import { NlpError } from '../../src/shared/errors.js'
import { checksum } from '../../src/store/shared/checksum.js'
import type { Manifest } from '../../src/store/shared/manifest.js'
import type { Storage } from '../../src/store/shared/storage.js'
import { Mutex } from './mutex.js'
import { RowsMoved } from './rows-moved.js'
import type { SealedSegment } from './segment.js'

type Vectors = Float32Array<ArrayBuffer>

/** The part of a collection that reading exact vectors needs. */
interface Owner {
  readonly name: string
  readonly storage: Storage
  readonly exact: boolean
  readonly sealed: ReadonlyMap<number, SealedSegment>
  readonly closed: boolean
  readonly onProblem: (error: NlpError) => void
}

/**
 * Reads the exact vectors of finished segments. A segment has some megabytes, so one segment is read at a time, and calls that want the
 * same segment share the read. Without that, a thousand calls at once would ask for gigabytes.
 */
export class ExactVectors {
  readonly #owner: Owner
  readonly #queue = new Mutex()
  readonly #reads = new Map<number, Promise<Vectors>>()
  /** The segment read last, where vectors do not stay in memory. Consecutive calls often want the same segment. */
  #last: { readonly id: number; readonly vectors: Vectors } | undefined

  constructor(owner: Owner) {
    this.#owner = owner
  }

  of(id: number): Promise<Vectors> {
    const known = this.#owner.sealed.get(id)?.vectors ?? (this.#last?.id === id ? this.#last.vectors : undefined)
    if (known !== undefined) return Promise.resolve(known)
    const failure = this.#owner.sealed.get(id)?.vectorsFailure
    if (failure !== undefined) return Promise.reject(failure)
    const running = this.#reads.get(id)
    if (running !== undefined) return running
    const read = this.#queue.run(() => this.#read(id)).finally(() => this.#reads.delete(id))
    this.#reads.set(id, read)
    return read
  }

  /** Brings the exact vectors of all segments into memory. Until then, or where loading fails, scores are approximate. */
  async load(): Promise<void> {
    const { sealed, onProblem } = this.#owner
    for (const { id } of [...sealed.values()]) {
      if (this.#owner.closed) return
      if (sealed.get(id)?.vectors !== undefined) continue
      await this.of(id).catch((error: unknown) => {
        const told = sealed.get(id)?.vectorsFailure === error
        if (NlpError.is(error) && !told && !this.#owner.closed) onProblem(error)
      })
    }
  }

  async #read(id: number): Promise<Vectors> {
    const { storage, sealed, exact, name, onProblem } = this.#owner
    // The manifest is read at the same moment. Vectors that another tab has removed by rewriting the segment are not damaged.
    const [manifest, stored] = (await storage.read(['meta', 'vectors'], (reader) =>
      Promise.all([reader.get('meta', 'manifest'), reader.get('vectors', id)]),
    )) as [Manifest | undefined, unknown]
    const entry = manifest?.segments.find((candidate) => candidate.id === id)
    if (entry === undefined) throw new RowsMoved()
    const segment = sealed.get(id)
    if (!(stored instanceof ArrayBuffer) || checksum(new Uint8Array(stored)) !== entry.vectorsSum) {
      const message = `The vectors of ${entry.rows} records of the store ${name} are damaged. Searches still find the records. Put the records again.`
      const failure = new NlpError('storage-corrupt', message, { details: { segment: id, rows: entry.rows } })
      if (segment !== undefined) segment.vectorsFailure = failure
      onProblem(failure)
      throw failure
    }
    const vectors = new Float32Array(stored)
    if (!exact) this.#last = { id, vectors }
    else if (segment !== undefined) segment.vectors = vectors
    return vectors
  }
}
