import { NlpError } from '../shared/errors.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Address } from './address.js'
import type { Breaker } from './breaker.js'
import { type Clock, type Limit, LONGEST_TIMER_MS, startClock } from './clock.js'
import { type Refused, redirected, unreachable } from './failure.js'
import { type HeaderSource, resolveHeaders } from './headers.js'
import { hangUp, readText } from './read-text.js'
import { pause, pauseBefore, type RetryPolicy } from './retry.js'

/** A server, and how the app wants to speak with it. */
export interface HttpServer {
  /** In messages, within a sentence: 'the server'. */
  readonly name: string
  readonly address: Address
  readonly headers: HeaderSource | undefined
  /** Makes the requests. @default the global `fetch` */
  readonly fetch: typeof globalThis.fetch | undefined
  readonly limits: {
    /** Until the answer begins, and for the app's function that makes the headers. */
    readonly headers: Limit
    /** For one try, with its headers and its body. @default none */
    readonly attempt?: Limit
    /** For everything, the pauses between the tries included. @default none */
    readonly total?: Limit
    /** No pause that a server asks for is longer. @default what is left of the total */
    readonly pauseMs?: number
  }
  readonly retry: RetryPolicy
  readonly breaker?: Breaker | undefined
  /** Whether cookies go along to this page's own origin. @default false */
  readonly cookies?: boolean
  /** The error for an answer that is no success. */
  readonly refusal: (refused: Refused) => NlpError
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Appended to the address. */
  readonly path: string
  /** JSON. */
  readonly body?: string | undefined
  /** A status that is an answer and no failure. */
  readonly expected?: number | undefined
}

/** One try of a call. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number
  /** Aborts with exactly the caller's reason, or with the limit of time that was passed. */
  readonly signal: AbortSignal
  /** Sends the request. Rejects for every answer that is no success, and for redirects. */
  send(request: HttpRequest): Promise<Response>
  /** Starts the time for what comes next: `attempt.expect('The first word', { ms: 60_000, option: 'timeouts.firstTokenMs' })`. */
  expect: Clock['expect']
}

/** More of a refusal is not read: its code stands near the beginning. */
const MAX_REFUSAL_BYTES = 1_000_000

/**
 * Makes one call with everything around it: limits of time, repetitions, and a failing server left alone. A call is
 * repeated here and nowhere else.
 *
 * @param run one try, from the request to the result
 * @param mayRepeat asked after a failure that may pass: false where another try would do harm
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
      // A failure of the app's own function leaves here: another try would fail as well, and the server has no part in it.
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
        // A call that the caller stopped, or that was wrong itself, says nothing about the server.
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
      // A server may ask for an hour. The caller hears of that at once, in `details.retryAfterMs`.
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
    // Looked up at each call, so that a page can replace the global one later.
    (own ?? globalThis.fetch)(address.at(path), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // Cookies have no business on other origins, and with them a server must name this very origin.
      credentials: cookies ? 'same-origin' : 'omit',
      // Followed, a redirect would carry the text and the key to wherever the server says. 'error' would hide the reason.
      redirect: 'manual',
      signal,
    })
  const asked = ask()
  // Nobody reads an answer that comes after the call has ended, from a transport that ignores its signal.
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

/** A refusal without a readable body is a refusal all the same; only an abort is more than that. */
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

/** Browsers hide the target of a redirect; a transport that followed the redirect all the same says so. */
const isRedirect = ({ type, status, redirected: followed }: Response) =>
  type === 'opaqueredirect' || followed || (status >= 300 && status < 400)
