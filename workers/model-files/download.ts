import { NlpError } from '../../src/shared/errors.js'
import type { ByteBuffer } from './byte-buffer.js'
import { sha256 } from './digest.js'
import { checkResponse, checkStart, Dropped, type OpenResponse, openRequest, type RequestContext } from './request.js'

export interface WantedFile {
  readonly path: string
  readonly url: URL
  /** Unknown for the files of a folder that is used for the first time. */
  readonly bytes?: number | undefined
  readonly sha256?: string | undefined
  /** Where the digest comes from. The advice about another digest depends on it. */
  readonly promisedBy: 'catalog' | 'first-use'
}

/** Receives the bytes of an unfinished file, in addition to memory. */
export interface Part {
  readonly received: Uint8Array<ArrayBuffer>
  /** The server's name for the version of the file to which `received` belongs. */
  readonly version: string | undefined
  /** A response of this version begins. Bytes beyond `offset` are invalid. */
  begin(offset: number, version: string | undefined): Promise<void>
  append(chunk: Uint8Array<ArrayBuffer>, offset: number): Promise<void>
}

export interface DownloadContext extends RequestContext {
  /** Called with the number of bytes that have arrived. The number falls back to 0 when the file starts again. */
  readonly onBytes: (loaded: number) => void
  /** Called with the size of the file, where the server states it. */
  readonly onLength?: ((bytes: number) => void) | undefined
}

/** How often the connection may break in one attempt before the call rejects. */
const DROPS = 3

/**
 * Fetches one file into `body`. It continues where `part` ends and after each break of the connection. It resolves with
 * the digest only when size and digest are the promised ones. When it rejects, `body` holds the bytes worth keeping.
 */
export async function download(
  file: WantedFile,
  body: ByteBuffer,
  part: Part,
  context: DownloadContext,
): Promise<string> {
  let version = part.version
  // Without a digest only the server can tell whether the rest belongs to the bytes that we already have.
  if (file.sha256 !== undefined || version !== undefined) body.append(part.received.subarray(0, file.bytes))
  let resumed = body.length > 0
  context.onBytes(body.length)

  for (let drops = 0; ; ) {
    try {
      if (body.length !== file.bytes) {
        const open = await openRequest(file.url, body.length, context)
        try {
          // Status 416 for a range means that this rest does not exist, so our bytes are not the beginning of the
          // server's file.
          if (body.length === 0 || open.response.status !== 416) checkResponse(open.response, file, context.access)
          const found = versionOf(open.response)
          if (body.length > 0 && !continues(open.response, body.length, file.sha256 !== undefined, version)) {
            body.clear()
            resumed = false
            version = undefined
            // A server without ranges sends the whole file anyway. Otherwise the file is requested again.
            if (open.response.status === 206 || open.response.status === 416) continue
          }
          version = found
          await receive(file, open, body, part, context, version)
        } finally {
          await open.close()
        }
      }
    } catch (error) {
      if (!(error instanceof Dropped)) throw error
      drops += 1
      if (drops > DROPS || body.length === 0) throw unreachable(file, body.length, error)
      resumed = true
      continue
    }
    const digest = await sha256(body.bytes)
    if (digest === (file.sha256 ?? digest)) return digest
    // The beginning may be wrong: it may come from a time when the server had another file at this address.
    if (!resumed) throw corrupt(file, `its SHA-256 is ${digest} and not ${file.sha256}`)
    resumed = false
    body.clear()
  }
}

async function receive(
  file: WantedFile,
  open: OpenResponse,
  body: ByteBuffer,
  part: Part,
  context: DownloadContext,
  version: string | undefined,
): Promise<void> {
  const length = Number(open.response.headers.get('Content-Length') ?? Number.NaN)
  if (length > 0) context.onLength?.(body.length + length)
  const start = body.length
  await part.begin(start, version)
  for (let chunk = await open.read(); chunk !== undefined; chunk = await open.read()) {
    if (body.length === 0) checkStart(chunk, file.path)
    if (body.length + chunk.length > (file.bytes ?? Number.POSITIVE_INFINITY)) {
      throw corrupt(file, `it is larger than ${file.bytes} bytes`)
    }
    const offset = body.length
    body.append(chunk)
    await part.append(chunk, offset)
    context.onBytes(body.length)
  }
  if (endedEarly(open.response, length, body.length - start) && body.length !== file.bytes) {
    throw new Dropped('the connection ended early', { cause: undefined, silent: true })
  }
  if (file.bytes !== undefined && body.length < file.bytes) {
    throw corrupt(file, `it ends after ${body.length} of ${file.bytes} bytes`)
  }
}

/**
 * WebKit ends the body of a broken connection as if it were complete, so only the length shows the break. The length of
 * a compressed body says nothing about the file. Another origin may hide that the body is compressed. Then the promised
 * length may be a little more than the file, because compressing adds some bytes to data that cannot be compressed.
 */
function endedEarly(response: Response, length: number, received: number): boolean {
  if (response.headers.has('Content-Encoding')) return false
  // A response that a service worker created has no address.
  const own = response.url === '' || new URL(response.url).origin === self.location?.origin
  const uncertain = own ? 0 : 64 + length / 500
  return length - received > uncertain
}

/** Whether a response is the rest of the file, from `offset` on. */
function continues(response: Response, offset: number, verified: boolean, version: string | undefined): boolean {
  if (response.status !== 206) return false
  const range = response.headers.get('Content-Range')
  if (range !== null && !range.startsWith(`bytes ${offset}-`)) return false
  return verified || (version !== undefined && versionOf(response) === version)
}

/** Weak validators do not help, because they call files equal that differ in bytes. */
function versionOf(response: Response): string | undefined {
  const tag = response.headers.get('ETag')
  return tag === null || tag.startsWith('W/') ? undefined : tag
}

function unreachable(file: WantedFile, received: number, cause: Dropped): NlpError {
  const code = navigator.onLine === false ? 'offline' : 'model-download'
  const kept =
    received > 0 ? ` The ${received} received bytes are kept, and the next attempt continues from there.` : ''
  const refused = code === 'model-download' && received === 0 && mayBeRefused(file.url, cause)
  const advice = refused
    ? ' If that server is up, it does not let other origins read the file (CORS): ' +
      'it must send `Access-Control-Allow-Origin` with every answer, also with a 404.'
    : ''
  return new NlpError(
    code,
    `${file.path} could not be fetched from ${file.url.host}: ${cause.message}.${kept}${advice}`,
    {
      cause,
      retryable: true,
      details: { file: file.path, received, ...(refused ? { refused } : {}) },
    },
  )
}

/** A browser does not distinguish a response that the page may not read from a broken connection. */
const mayBeRefused = (url: URL, { silent }: Dropped) => !silent && url.origin !== self.location?.origin

function corrupt(file: WantedFile, what: string): NlpError {
  const sentence =
    file.promisedBy === 'catalog'
      ? `${file.path} is not the file that the catalog promises: ${what}. Serve the files of the model's package as they are.`
      : `${file.path} has changed since it was first used: ${what}. Delete the model to accept its new files.`
  return new NlpError('model-corrupt', sentence, { details: { file: file.path } })
}
