import { checkOptions } from '../../calls/check-options.js'
import { addressOf } from '../../http/address.js'
import { type Attempt, callServer, type HttpRequest, type HttpServer } from '../../http/call-server.js'
import { limitOf } from '../../http/clock.js'
import { refusal, wrongType } from '../../http/failure.js'
import type { HeaderSource } from '../../http/headers.js'
import { readText } from '../../http/read-text.js'
import { checkRetries } from '../../http/retry.js'
import { NlpError } from '../../shared/errors.js'
import { fromJson, toJson } from '../records/plain-json.js'

/** How a server of records is reached. */
export interface ServerOptions {
  /** Where the server is. Records go there and nowhere else; a redirection is an error. */
  url: string | URL
  /** Sent with every request; a function is asked before each, for keys that expire. @default none */
  headers?: HeaderSource | undefined
  /** Makes the requests: for tests, tracing, or a transport of your own. @default the global `fetch` */
  fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds that one request may take, with the wait for `headers`; no pause that a server asks for is longer. @default 30_000 */
  timeoutMs?: number | undefined
  /** How often a request is repeated where that is safe. @default 2 */
  retries?: number | undefined
}

export interface ServerRequest extends Pick<HttpRequest, 'method' | 'path' | 'expected'> {
  readonly body?: object | undefined
  /** Whether the request changes something. */
  readonly writes: boolean
  readonly signal: AbortSignal | undefined
}

export interface ServerAnswer {
  readonly status: number
  readonly body: unknown
}

/** Turns the body of a refusal into an error of its own; `undefined` leaves it to the status. */
export type Refusal = (body: unknown, status: number) => NlpError | undefined

/** A thousand records with their vectors and texts may be far longer than an answer of a model. */
const MAX_ANSWER_BYTES = 256_000_000

/**
 * Sends requests to one server that keeps records.
 *
 * @param of the function whose options these are
 * @param name of the server in messages, within a sentence
 */
export function createRequests(
  of: string,
  options: ServerOptions,
  { name, cookies = false, ownRefusal = () => undefined }: { name: string; cookies?: boolean; ownRefusal?: Refusal },
): (request: ServerRequest) => Promise<ServerAnswer> {
  checkOptions(of, options, { url: 'any', headers: 'any', fetch: 'function', timeoutMs: 'number', retries: 'number' }, [
    'url',
  ])
  const { url, headers, fetch, timeoutMs = 30_000, retries = 2 } = options
  const limit = limitOf('timeoutMs', timeoutMs)
  const server: HttpServer = {
    name,
    address: addressOf(url),
    headers,
    fetch,
    limits: { headers: limit, attempt: limit, pauseMs: timeoutMs },
    retry: { retries: checkRetries('retries', retries) },
    cookies,
    refusal: ({ status, headers: answered, body }) =>
      ownRefusal(body, status) ?? refusal(name, status, { headers: answered, advice: ADVICE }),
  }
  return async ({ method, path, body, expected, writes, signal }) => {
    signal?.throwIfAborted()
    const request: HttpRequest = { method, path, expected, body: body === undefined ? undefined : bodyOf(body) }
    const run = async (attempt: Attempt): Promise<ServerAnswer> => {
      const response = await attempt.send(request)
      const text = await readText(response, { name, signal: attempt.signal, maxBytes: MAX_ANSWER_BYTES })
      return { status: response.status, body: parse(text, { name, response }) }
    }
    return callServer(server, run, { signal, mayRepeat: (error) => !writes || wasRefused(error) })
  }
}

/**
 * Whether the server says that a change was not made. A change whose answer was lost may still be on its way and arrive after a
 * later change, so that one is not repeated.
 */
const wasRefused = ({ details: { status } }: NlpError): boolean => status === 429 || status === 503

const ADVICE = {
  404: 'check `url` and the name of the store.',
  413: 'the records are too large for one request.',
}

function bodyOf(value: object): string {
  const json = toJson(value)
  if (!LONE_SURROGATE.test(json)) return json
  throw new NlpError('invalid-data', 'A text holds half of a character (a lone surrogate), which servers refuse')
}

/** JSON writes a lone surrogate as an escape, and nothing else that way; a backslash of the text is doubled. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

function parse(text: string, { name, response }: { readonly name: string; readonly response: Response }): unknown {
  try {
    return fromJson(text)
  } catch {
    // The parser's message would quote the answer, which may hold records.
    throw wrongType(name, response, 'JSON')
  }
}
