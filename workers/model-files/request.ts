import { NlpError } from '../../src/shared/errors.js'
import type { Access } from './access.js'

export interface RequestContext {
  readonly fetch: typeof globalThis.fetch
  readonly access?: Access | undefined
  readonly signal?: AbortSignal | undefined
  /** The cache mode. Files that we store need not fill the browser's own cache too, nor come back damaged from it. */
  readonly cache: RequestCache
  /** A connection that is silent for this long counts as dropped. */
  readonly stallMs: number
}

export interface OpenResponse {
  readonly response: Response
  /** The next bytes, or `undefined` at the end. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>
  close(): Promise<void>
}

/** The connection broke or fell silent. The bytes that arrived are good, and a request for the rest may succeed. */
export class Dropped extends Error {
  override readonly name = 'Dropped'
  /** True where the server sent nothing for too long; false where the browser gave no reason. */
  readonly silent: boolean

  constructor(message: string, options: { readonly cause: unknown; readonly silent: boolean }) {
    super(message, options)
    this.silent = options.silent
  }
}

/** Requests `url` from byte `offset` on. Rejects with `Dropped`, or with the reason of the caller's signal. */
export async function openRequest(url: URL, offset: number, context: RequestContext): Promise<OpenResponse> {
  const { fetch, access, signal, cache, stallMs } = context
  signal?.throwIfAborted()
  const stop = new AbortController()
  const onAbort = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const end = () => signal?.removeEventListener('abort', onAbort)

  const watched = async <T>(promise: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => stop.abort(), stallMs)
    try {
      return await promise
    } catch (cause) {
      end()
      signal?.throwIfAborted()
      const silent = stop.signal.aborted
      throw new Dropped(silent ? `nothing arrived for ${stallMs} ms` : 'the connection failed', { cause, silent })
    } finally {
      clearTimeout(timer)
    }
  }

  // The request has no If-Range, because other origins would have to allow that header first. The caller compares
  // validators instead.
  const headers: Record<string, string> = offset > 0 ? { Range: `bytes=${offset}-` } : {}
  // A hub redirects to servers of other origins, whose addresses are signed. Browsers take this header away there.
  if (access?.origin === url.origin) headers['Authorization'] = `Bearer ${access.token}`
  const response = await watched(fetch(url, { headers, cache, signal: stop.signal }))
  const reader = response.body?.getReader()
  return {
    response,
    async read() {
      const next = await watched(reader?.read() ?? Promise.resolve({ done: true, value: undefined } as const))
      if (next.done) end()
      return next.value
    },
    async close() {
      end()
      stop.abort()
      await reader?.cancel().catch(() => {})
    },
  }
}

/** Throws the error that fits the status code or the type of a response: a model is not an HTML page. */
export function checkResponse(
  response: Response,
  { path, url }: { readonly path: string; readonly url: URL },
  access: Access | undefined,
): void {
  const { status } = response
  const details = { file: path, status }
  if (!response.ok) {
    throw new NlpError(
      'model-download',
      url.protocol === 'file:'
        ? `There is no file ${path} in ${folderOf(url, path)}. Check the folder.`
        : `The server answered ${status} for ${path} in ${folderOf(url, path)}. ${access === undefined ? adviceFor(status) : adviceWith(status)}`,
      {
        retryable: passes(status),
        details,
      },
    )
  }
  if (response.headers.get('Content-Type')?.startsWith('text/html')) throw pageInstead(path, details)
}

/** The address without its query, which may hold a key. */
function folderOf({ protocol, origin, pathname }: URL, path: string): string {
  const folder = pathname.endsWith(`/${path}`) ? pathname.slice(0, -path.length) : pathname
  if (protocol !== 'file:') return `${origin}${folder}`
  try {
    return decodeURIComponent(folder)
  } catch {
    // An address may hold a bare `%`, which encodes nothing.
    return folder
  }
}

const passes = (status: number) => status === 408 || status === 429 || status >= 500

function adviceFor(status: number): string {
  if (passes(status)) return 'Try again later.'
  if (status === 404 || status === 410) return 'Check the folder, and that the models are deployed.'
  if (status === 401) {
    return (
      'The file needs a login, or there is no model of this name: the hub gives the same answer in both cases. ' +
      'Check the name. Give the `accessToken` of your account for a model behind a login, or serve its files from an address of yours.'
    )
  }
  if (status === 403)
    return 'It refuses access to this file: check the rights of the folder, give an `accessToken`, or serve the model yourself.'
  if (status === 416) return 'It has no such part of the file: check that it serves the file whole and without changes.'
  return 'Check the address of the folder.'
}

/** The advice where the request carried a token. */
function adviceWith(status: number): string {
  if (status === 401) return 'It does not accept the `accessToken`, or there is no model of this name. Check both.'
  if (status === 403) {
    return 'The `accessToken` may not read this model. Accept the terms on the page of the model, or use another token.'
  }
  return adviceFor(status)
}

const BYTE_ORDER_MARK_AND_SPACE = new Set([0xef, 0xbb, 0xbf, 0x09, 0x0a, 0x0d, 0x20])

/** A page begins with a declaration, a comment or a tag. A `<` alone proves nothing: weights begin with any byte. */
const PAGE_START = /^<(?:$|[!?]|[a-z][a-z\d:-]*(?:$|[\s/>]))/i
/** No tag of HTML has a longer name. */
const LOOKED_AT = 32

/** Throws when a file begins like an HTML page, whatever its content type says. */
export function checkStart(chunk: Uint8Array, path: string): void {
  const first = chunk.findIndex((byte) => !BYTE_ORDER_MARK_AND_SPACE.has(byte))
  const start = String.fromCharCode(...chunk.subarray(first, first + LOOKED_AT))
  if (first >= 0 && PAGE_START.test(start)) throw pageInstead(path, { file: path })
}

function pageInstead(path: string, details: Readonly<Record<string, string | number>>): NlpError {
  const sentence = `The server sent an HTML page instead of ${path}: probably its answer to every unknown address.`
  return new NlpError('model-download', `${sentence} Deploy the model files or correct the folder.`, {
    retryable: false,
    details,
  })
}
