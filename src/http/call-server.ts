import { NlpError } from '../shared/errors.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Address } from './address.js'
import type { Breaker } from './breaker.js'
import { type Clock, type Limit, LONGEST_TIMER_MS, startClock } from './clock.js'
import { type Refused, redirected, unreachable } from './failure.js'
import { type HeaderSource, resolveHeaders } from './headers.js'
import { hangUp, readText } from './read-text.js'
import { pause, pauseBefore, type RetryPolicy } from './retry.js'

/** A server, with the app's settings for requests to it. */
export interface HttpServer {
  /** The name in messages, within a sentence: 'the server'. */
  readonly name: string
  readonly address: Address
  readonly headers: HeaderSource | undefined
  /** Makes the requests. @default the global `fetch` */
  readonly fetch: typeof globalThis.fetch | undefined
  readonly limits: {
    /** The time until the answer begins, and the time for the app's function that makes the headers. */
    readonly headers: Limit
    /** The time for one try, with its headers and its body. @default none */
    readonly attempt?: Limit
    /** The time for all tries together, with the pauses between them. @default none */
    readonly total?: Limit
    /** The longest pause that a server may ask for. @default what is left of the total */
    readonly pauseMs?: number
  }
  readonly retry: RetryPolicy
  readonly breaker?: Breaker | undefined
  /** Whether requests to the page's own origin carry cookies. @default false */
  readonly cookies?: boolean
  /** Makes the error for an answer without success. */
  readonly refusal: (refused: Refused) => NlpError
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** The path, which is appended to the address. */
  readonly path: string
  /** The body, as JSON text. */
  readonly body?: string | undefined
  /** A status without success that counts as an answer. */
  readonly expected?: number | undefined
}

/** One try of a call. */
export interface Attempt {
  /** The number of the try, from 1. */
  readonly number: number
  /** Aborts with exactly the caller's reason, or with the error of the exceeded limit. */
  readonly signal: AbortSignal
  /** Sends the request. Rejects for every answer without success, and for redirects. */
  send(request: HttpRequest): Promise<Response>
  /** Starts the time of the next step: `attempt.expect('The first word', { ms: 60_000, option: 'timeouts.firstTokenMs' })`. */
  expect: Clock['expect']
}

/** The most that is read of a refusal. Its code is near the beginning. */
const MAX_REFUSAL_BYTES = 1_000_000

/**
 * Makes one call with limits of time, repetitions and the breaker. Calls are repeated here and nowhere else.
 *
 * @param run makes one try, from the request to the result
 * @param mayRepeat called after a failure that may be temporary; returns false where another try would do harm
 */
export async function callServer<R>(
  server: HttpServer,
  run: (attempt: Attempt) => Promise<R>,
  {
    signal,
    mayRepeat = () => true,
  }: { readonly signal: AbortSignal | undefined; readonly mayRepeat?: (error: NlpError) => boolean },
): Promise<R> {
  const { name, limits, retry, breaker } = server
  signal?.throwIfAborted()
  breaker?.admit()
  const total = startClock(signal, `The whole call to ${name}`, limits.total)
  const endsAt = performance.now() + (limits.total?.ms ?? Number.POSITIVE_INFINITY)

  /** The longest pause that leaves time for another try. */
  const patienceMs = () => Math.min(limits.pauseMs ?? LONGEST_TIMER_MS, endsAt - performance.now(), LONGEST_TIMER_MS)

  async function attempt(number: number): Promise<{ readonly value: R } | { readonly error: unknown }> {
    const clock = startClock(total.signal, `The answer of ${name}`, limits.attempt)
    const { signal: stop } = clock
    try {
      // A failure of the app's own function ends the call: another try would fail too, and the server is not the cause.
      clock.expect('The `headers` function', limits.headers, { retryable: false })
      const headers = await untilAborted(resolveHeaders(server.headers), stop)
      const send = (request: HttpRequest) => {
        clock.expect(`The answer of ${name}`, limits.headers)
        return sendOnce(server, request, { headers, signal: stop })
      }
      try {
        const value = await run({ number, signal: stop, send, expect: clock.expect })
        breaker?.record(true)
        return { value }
      } catch (thrown) {
        const error: unknown = stop.aborted ? stop.reason : thrown
        // A call that the caller stopped, or a wrong call, does not show whether the server works.
        if (!signal?.aborted && NlpError.is(error) && error.retryable && error.code !== 'offline')
          breaker?.record(false)
        return { error }
      }
    } finally {
      clock.end()
    }
  }

  try {
    for (let number = 1; ; number += 1) {
      const outcome = await attempt(number)
      if ('value' in outcome) return outcome.value
      const { error } = outcome
      if (total.signal.aborted) throw total.signal.reason
      const waitMs = pauseBefore(error, number, retry)
      const repeats = waitMs !== undefined && mayRepeat(error as NlpError) && breaker?.state !== 'open'
      // A server may ask for a pause of an hour. The caller then gets the error at once, with `details.retryAfterMs`.
      if (!repeats || waitMs >= patienceMs()) throw error
      await pause(waitMs, total.signal)
    }
  } finally {
    total.end()
  }
}

async function sendOnce(
  { name, address, fetch: own, cookies = false, refusal }: HttpServer,
  { method, path, body, expected }: HttpRequest,
  { headers, signal }: { readonly headers: Headers; readonly signal: AbortSignal },
): Promise<Response> {
  signal.throwIfAborted()
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const ask = async () =>
    // The global `fetch` is read at each call, so that a page can replace it later.
    (own ?? globalThis.fetch)(address.at(path), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // Other origins get no cookies. With cookies, a server would have to name this origin in its CORS headers.
      credentials: cookies ? 'same-origin' : 'omit',
      // A followed redirect would send the text and the key to any address the server names. 'error' would hide the reason.
      redirect: 'manual',
      signal,
    })
  const asked = ask()
  // A transport that ignores its signal may answer after the end of the call. That answer is dropped, so we close its
  // connection.
  asked.then((late) => signal.aborted && hangUp(late)).catch(() => {})
  const response = await untilAborted(asked, signal).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : unreachable(name, error)
  })
  if (isRedirect(response)) {
    hangUp(response)
    throw redirected(name)
  }
  const { ok, status } = response
  if (ok || status === expected) return response
  throw refusal({ status, headers: response.headers, body: await readRefusal(response, { name, signal }) })
}

/** The body of a refusal; undefined where it cannot be read. Only an abort throws. */
async function readRefusal(
  response: Response,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<unknown> {
  try {
    return JSON.parse(await readText(response, { name, signal, maxBytes: MAX_REFUSAL_BYTES }))
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

/** Whether an answer is a redirect. Browsers hide its target; a transport that followed it sets `redirected`. */
const isRedirect = ({ type, status, redirected: followed }: Response) =>
  type === 'opaqueredirect' || followed || (status >= 300 && status < 400)
