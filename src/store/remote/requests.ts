import { NlpError } from '../../shared/errors.js'
import { untilAborted } from '../../shared/until-aborted.js'
import { fromJson, toJson } from '../records/plain-json.js'

export interface ServerOptions {
  /** Where the server is. Records go there and nowhere else; a redirection is an error. */
  url: string | URL
  /** Sent with every request; a function is asked before each, for keys that expire. @default none */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Makes the requests: for tests, tracing, or a transport of your own. @default the global `fetch` */
  fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds that one request may take, with the wait for `headers`; no pause that a server asks for is longer. @default 30_000 */
  timeoutMs?: number | undefined
  /** How often a request is repeated where that is safe. @default 2 */
  retries?: number | undefined
}

export interface ServerRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Appended to the address. */
  readonly path: string
  readonly body?: object | undefined
  /** Whether it changes something. */
  readonly writes: boolean
  /** A status that is an answer and no failure. */
  readonly expected?: number | undefined
  readonly signal: AbortSignal | undefined
}

export interface ServerAnswer {
  readonly status: number
  readonly body: unknown
}

/** Turns the body of a refusal into an error of its own; `undefined` leaves it to the status. */
export type Refusal = (body: unknown, status: number) => NlpError | undefined

/** Sends requests to one server, with its headers, limits and repetitions. */
export function createRequests(
  { url, headers, fetch: own, timeoutMs = 30_000, retries = 2 }: ServerOptions,
  { name, cookies = false, refusal = () => undefined }: { name: string; cookies?: boolean; refusal?: Refusal },
): (request: ServerRequest) => Promise<ServerAnswer> {
  const address = addressOf(url)

  async function once(
    { method, path, expected, signal }: ServerRequest,
    body: string | undefined,
  ): Promise<ServerAnswer> {
    const timeout = AbortSignal.timeout(timeoutMs)
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    async function send(): Promise<ServerAnswer> {
      const given = new Headers(typeof headers === 'function' ? await headers() : headers)
      // The caller has gone while the key was fetched: nothing may be sent any more.
      both.throwIfAborted()
      if (body !== undefined) given.set('content-type', 'application/json')
      // Looked up at each call, so that a page can replace the global one later.
      const sent = (own ?? globalThis.fetch)(address + path, {
        method,
        headers: given,
        ...(body === undefined ? {} : { body }),
        credentials: cookies ? 'same-origin' : 'omit',
        redirect: 'error',
        signal: both,
      })
      const response = await sent.catch(failed)
      const text = await response.text().catch(failed)
      if (response.ok || response.status === expected) return { status: response.status, body: parse(text, name) }
      throw refused(response, text)
    }
    try {
      // `headers`, and a `fetch` of the caller's own, may know nothing of the signal.
      return await untilAborted(send(), both)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (timeout.aborted) {
        const details = { limitMs: timeoutMs }
        throw new NlpError('timeout', `${name} took longer than ${timeoutMs} ms to answer`, { details })
      }
      throw error
    }
  }

  /** A network that fails is a TypeError to `fetch`. An error of `headers` is the app's own. */
  function failed(error: unknown): never {
    throw error instanceof TypeError ? unreachable(error) : error
  }

  function refused({ status, headers: answered }: Response, text: string): NlpError {
    let body: unknown
    try {
      body = fromJson(text)
    } catch {}
    return (
      refusal(body, status) ??
      new NlpError('server', `${name} answered with status ${status}${advice(status)}`, {
        retryable: status === 429 || status === 503 || status === 502 || status === 504,
        details: { status, ...retryAfter(answered.get('retry-after')) },
      })
    )
  }

  function unreachable(cause: unknown): NlpError {
    if (globalThis.navigator?.onLine === false) {
      return new NlpError('offline', 'There is no network. Try again once the device is online.', { cause })
    }
    const advised = 'If that never changes, check its address and whether it allows this origin (CORS).'
    const message = `${name} could not be reached, broke the connection or sent the request elsewhere. ${advised}`
    return new NlpError('server', message, { cause, retryable: true })
  }

  return async (request) => {
    request.signal?.throwIfAborted()
    const body = request.body === undefined ? undefined : bodyOf(request.body)
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(request, body)
      } catch (error) {
        if (attempt > retries || !mayRepeat(error, request.writes)) throw error
        const waitMs = pauseMs(error, attempt)
        // A server may ask for an hour; the caller decides how long to wait.
        if (waitMs > timeoutMs) throw error
        await pause(waitMs, request.signal)
      }
    }
  }
}

/**
 * A change whose answer was lost may still be on its way and arrive after a later change. It is repeated only where
 * the server says that it was not made.
 */
function mayRepeat(error: unknown, writes: boolean): boolean {
  if (!NlpError.is(error) || !error.retryable || error.code === 'offline') return false
  const { status } = error.details
  return writes ? status === 429 || status === 503 : true
}

/** The pause that a server asks for: seconds or a date. */
function retryAfter(header: string | null): { readonly retryAfterMs?: number } {
  const seconds = Number(header ?? Number.NaN)
  const ms = Number.isNaN(seconds) ? Date.parse(header ?? '') - Date.now() : seconds * 1000
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, Math.round(ms)) } : {}
}

/** Random over the whole interval: clients that failed together must not come back together. */
function pauseMs(error: unknown, attempt: number): number {
  const asked = NlpError.is(error) ? error.details['retryAfterMs'] : undefined
  const random = Math.random() * Math.min(8000, 250 * 2 ** attempt)
  return typeof asked === 'number' ? Math.max(random, asked) : random
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      if (signal?.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end, { once: true })
  })
}

function bodyOf(value: object): string {
  const json = toJson(value)
  if (!LONE_SURROGATE.test(json)) return json
  throw new NlpError('invalid-data', 'A text holds half of a character (a lone surrogate), which servers refuse')
}

/** JSON writes a lone surrogate as an escape, and nothing else that way; a backslash of the text is doubled. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

function parse(text: string, name: string): unknown {
  try {
    return fromJson(text)
  } catch (cause) {
    throw new NlpError('server', `${name} answered with something else than JSON. Check its address.`, { cause })
  }
}

function advice(status: number): string {
  if (status === 401 || status === 403) return ': it does not accept the key. Pass a valid one in `headers`.'
  if (status === 404) return ': check `url` and the name of the store.'
  return status === 413 ? ': the records are too large for one request.' : ''
}

function addressOf(url: string | URL): string {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  if (!URL.canParse(String(url), base)) {
    throw new TypeError(`\`url\` must be the address of a server, got ${JSON.stringify(String(url))}`)
  }
  const { href, protocol } = new URL(url, base)
  if (!/^https?:$/.test(protocol)) throw new TypeError(`\`url\` must begin with http: or https:, got ${protocol}`)
  return href.replace(/\/+$/, '')
}
