/**
 * A store as one stream of bytes. The stream begins with the line `tacet-store 1`. Frames follow: three 32-bit numbers (little-endian:
 * bytes of JSON, bytes of vectors, checksum of both together), then the JSON and the vectors (float32). The first frame holds the shape of
 * the store and the last one `{ "records": count }`. The frames between hold lists of records (`{ id, fields }`) and their vectors.
 * `plain-json.ts` describes how values that JSON lacks are written.
 */
import { NlpError } from '../../shared/errors.js'
import { checksum } from '../shared/checksum.js'
import type { StoreShape } from '../shared/manifest.js'
import { checkShape } from '../shared/manifest.js'
import type { Batch, StoredRecord } from '../shared/worker-api.js'
import { fromJson, toJson } from './plain-json.js'

const MAGIC = new TextEncoder().encode('tacet-store 1\n')
const HEAD_BYTES = 12
/** A larger length is a sign of damage. Without this limit a damaged length would make the page allocate gigabytes. */
const MOST_FRAME_BYTES = 2 ** 28

export function encodeArchive(
  shape: StoreShape,
  batches: AsyncIterable<Batch>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const frames = encodeFrames(shape, batches)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await frames.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await frames.return(undefined)
    },
  })
}

async function* encodeFrames(
  shape: StoreShape,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  yield MAGIC
  yield frame(shape)
  let records = 0
  for await (const batch of batches) {
    if (batch.records.length === 0) continue
    records += batch.records.length
    yield frame(batch.records, batch.vectors)
  }
  yield frame({ records })
  return undefined
}

/** The batches of an archive. Damage, vectors of another model and an early end are errors. */
export async function* decodeArchive(
  name: string,
  shape: StoreShape,
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Batch> {
  const bytes = new ByteReader(stream)
  try {
    const magic = await bytes.take(MAGIC.length)
    if (magic.some((byte, index) => byte !== MAGIC[index])) throw damaged('is not an archive of a store')
    const { content } = await readFrame(bytes)
    checkShape(name, content as StoreShape, shape)
    let records = 0
    for (;;) {
      const { content, vectors } = await readFrame(bytes)
      if (!Array.isArray(content)) {
        if ((content as { records?: unknown }).records !== records)
          throw damaged('does not have the number of records that it states')
        return
      }
      if (vectors.length !== content.length * shape.dimensions) throw damaged('has records without vectors')
      records += content.length
      yield { records: content as StoredRecord[], vectors }
    }
  } finally {
    await bytes.cancel()
  }
}

function frame(content: unknown, vectors = new Float32Array(0)): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(toJson(content))
  const bytes = new Uint8Array(HEAD_BYTES + json.length + vectors.byteLength)
  bytes.set(json, HEAD_BYTES)
  bytes.set(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength), HEAD_BYTES + json.length)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, json.length, true)
  head.setUint32(4, vectors.byteLength, true)
  head.setUint32(8, checksum(bytes.subarray(HEAD_BYTES)), true)
  return bytes
}

async function readFrame(bytes: ByteReader): Promise<{ content: unknown; vectors: Float32Array<ArrayBuffer> }> {
  const head = await bytes.take(HEAD_BYTES)
  const view = new DataView(head.buffer, head.byteOffset)
  const [jsonBytes, vectorBytes, sum] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)]
  if (jsonBytes + vectorBytes > MOST_FRAME_BYTES || vectorBytes % 4 !== 0) throw damaged('is damaged')
  const body = await bytes.take(jsonBytes + vectorBytes)
  if (checksum(body) !== sum) throw damaged('is damaged')
  const content = fromJson(new TextDecoder().decode(body.subarray(0, jsonBytes)))
  return { content, vectors: new Float32Array(body.slice(jsonBytes).buffer) }
}

function damaged(what: string): NlpError {
  return new NlpError('invalid-data', `The archive ${what}. The records before that place are imported.`)
}

/** Takes exact numbers of bytes from a stream of chunks of any size. */
class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #chunk = new Uint8Array(0)

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const taken = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (this.#chunk.length === 0) {
        const { done, value } = await this.#reader.read()
        if (done) throw damaged('ends early')
        this.#chunk = new Uint8Array(value)
        continue
      }
      const part = this.#chunk.subarray(0, count - filled)
      taken.set(part, filled)
      filled += part.length
      this.#chunk = this.#chunk.subarray(part.length)
    }
    return taken
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => {})
  }
}
