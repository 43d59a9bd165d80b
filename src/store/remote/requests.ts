import { checkOptions, type OptionKinds } from '../../calls/check-options.js'
import { addressOf } from '../../http/address.js'
import { type Attempt, callServer, type HttpRequest, type HttpServer } from '../../http/call-server.js'
import { limitOf } from '../../http/clock.js'
import { refusal, wrongType } from '../../http/failure.js'
import type { HeaderSource } from '../../http/headers.js'
import { readText } from '../../http/read-text.js'
import { checkRetries } from '../../http/retry.js'
import { NlpError } from '../../shared/errors.js'
import { fromJson, toJson } from '../records/plain-json.js'

/** How to reach a server of records. */
export interface ServerOptions {
  /** The address of the server. Records go to this address and nowhere else; a redirect is an error. */
  url: string | URL
  /** Headers of every request. A function is called before each request, so it can renew a key. @default none */
  headers?: HeaderSource | undefined
  /** Makes the requests, for tests, tracing or your own transport. @default the global `fetch` */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * Milliseconds for one request, including the wait for `headers`. The request is not repeated if the server asks for a longer pause.
   * @default 30_000
   */
  timeoutMs?: number | undefined
  /** How many times a request is repeated where repeating is safe. @default 2 */
  retries?: number | undefined
}

export interface ServerRequest extends Pick<HttpRequest, 'method' | 'path' | 'expected'> {
  readonly body?: object | undefined
  /** A body of several JSON values, each on its own line. */
  readonly lines?: readonly object[] | undefined
  /** Whether the request changes something. */
  readonly writes: boolean
  readonly signal: AbortSignal | undefined
}

export interface ServerAnswer {
  readonly status: number
  readonly body: unknown
}

/** Turns the body of a refusal into an error. For `undefined`, the status decides the error. */
export type Refusal = (body: unknown, status: number) => NlpError | undefined

/** One server of records. */
interface RequestsFor<Options> {
  /** The name of the server in messages, in the form for the middle of a sentence. */
  readonly name: string
  /** The kinds of the options that this server has beside the common ones. */
  readonly others?: OptionKinds<Omit<Options, keyof ServerOptions>> | undefined
  /** Whether requests to the page's own origin carry cookies. @default false */
  readonly cookies?: boolean | undefined
  readonly ownRefusal?: Refusal | undefined
}

const SERVER_OPTIONS: OptionKinds<ServerOptions> = {
  url: 'any',
  headers: 'any',
  fetch: 'function',
  timeoutMs: 'number',
  retries: 'number',
}

/** A thousand records with their vectors and texts can be far longer than the answer of a model. */
const MAX_ANSWER_BYTES = 256_000_000

/**
 * Makes the function that sends requests to one server of records.
 *
 * @param of the name of the function that takes these options
 */
export function createRequests<Options extends ServerOptions>(
  of: string,
  options: Options,
  { name, others, cookies = false, ownRefusal = () => undefined }: RequestsFor<Options>,
): (request: ServerRequest) => Promise<ServerAnswer> {
  checkOptions<ServerOptions>(of, options, { ...SERVER_OPTIONS, ...others }, ['url'])
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
  return async ({ method, path, body, lines, expected, writes, signal }) => {
    signal?.throwIfAborted()
    const request: HttpRequest = { method, path, expected, body: lines === undefined ? bodyOf(body) : linesOf(lines) }
    const run = async (attempt: Attempt): Promise<ServerAnswer> => {
      const response = await attempt.send(request)
      const text = await readText(response, { name, signal: attempt.signal, maxBytes: MAX_ANSWER_BYTES })
      return { status: response.status, body: parse(text, { name, response }) }
    }
    return callServer(server, run, { signal, mayRepeat: (error) => !writes || wasRefused(error) })
  }
}

/**
 * Whether the server states that it did not make a change. A change whose answer was lost may still arrive after a later change, so that
 * change is not repeated.
 */
const wasRefused = ({ details: { status } }: NlpError): boolean => status === 429 || status === 503

const ADVICE = {
  404: 'check `url` and the name of the store.',
  413: 'the records are too large for one request.',
}

function linesOf(lines: readonly object[]): string {
  return lines.map((line) => `${bodyOf(line)}\n`).join('')
}

function bodyOf<Value extends object | undefined>(value: Value): Value extends undefined ? undefined : string
function bodyOf(value: object | undefined): string | undefined {
  if (value === undefined) return undefined
  const json = toJson(value)
  if (!LONE_SURROGATE.test(json)) return json
  throw new NlpError('invalid-data', 'A text holds half of a character (a lone surrogate), which servers refuse')
}

/** JSON writes a lone surrogate as an escape of this form, and nothing else. A backslash of the text itself is doubled. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

function parse(text: string, { name, response }: { readonly name: string; readonly response: Response }): unknown {
  try {
    return fromJson(text)
  } catch {
    // The parser's message would quote the answer, which may contain records.
    throw wrongType(name, response, 'JSON')
  }
}
