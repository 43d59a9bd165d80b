import { NlpError } from '../../shared/errors.js'
import type { Breaker } from './breaker.js'
import type { Budget } from './budget.js'
import { redirected, refusal } from './failure.js'
import type { Spending } from './ledger.js'
import { type RetryPolicy, withRetries } from './retry.js'
import { type Limits, type Watch, watch } from './timeouts.js'
import { unreachable } from './unreachable.js'

export type HeaderSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

export interface Connection {
  readonly url: string
  readonly headers: HeaderSource | undefined
  readonly fetch: typeof globalThis.fetch
  readonly timeouts: Limits
  readonly retry: RetryPolicy
  readonly breaker: Breaker
  readonly budgets: readonly Budget[]
}

/** One try of a request. */
export interface Attempt {
  readonly watch: Watch
  /** Sends the request; rejects for every answer that is no success. */
  post(path: string, body: object): Promise<Response>
}

export interface Outcome<R> {
  readonly value: R
  readonly attempts: number
}

/**
 * Makes one call with everything around it: money set aside, a failing server left alone, limits of time, repetitions.
 *
 * @param estimate what the call may cost at most, per try
 * @param spent what it has cost so far; asked once, whatever happened
 */
export async function exchange<R>(
  { url, headers, fetch, timeouts, retry, breaker, budgets }: Connection,
  run: (attempt: Attempt) => Promise<R>,
  {
    signal,
    estimate,
    spent,
    shown,
  }: {
    readonly signal: AbortSignal | undefined
    readonly estimate: Spending
    readonly spent: () => Omit<Spending, 'requests'>
    readonly shown: () => boolean
  },
): Promise<Outcome<R>> {
  signal?.throwIfAborted()
  const reservations = await reserveAll(budgets, estimate, timeouts.totalMs)
  const total = watch(signal)
  total.expect('The whole call to the server', timeouts.totalMs)
  const startedAt = performance.now()
  let attempts = 0

  async function attempt(number: number): Promise<R> {
    attempts = number
    const watching = watch(total.signal)
    const post = async (path: string, body: object) => {
      // Of the app and not of the server: another try would hang as well.
      watching.expect('The `headers` function', timeouts.headersMs, { retryable: false })
      const given = await settled(resolveHeaders(headers), watching.signal)
      watching.expect('The headers of the server', timeouts.headersMs)
      const sent = fetch(`${url}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...Object.fromEntries(given) },
        body: JSON.stringify(body),
        signal: watching.signal,
        // Cookies have no business here, and with them the server must name this very origin.
        credentials: 'omit',
        // Followed, a redirect would carry the text and the key to wherever the server says. 'error' would hide the reason.
        redirect: 'manual',
      })
      const response = await settled(sent.catch(refuseUnreachable), watching.signal)
      if (isRedirect(response)) {
        void response.body?.cancel().catch(() => {})
        throw redirected()
      }
      if (!response.ok) throw await refusal(response, watching.signal)
      return response
    }
    try {
      const value = await run({ watch: watching, post })
      breaker.record(true)
      return value
    } catch (error) {
      const reason = watching.signal.aborted ? watching.signal.reason : error
      // A call that the user stopped, or that was wrong itself, says nothing about the server.
      if (!signal?.aborted && NlpError.is(reason) && reason.retryable && reason.code !== 'offline')
        breaker.record(false)
      throw reason
    } finally {
      watching.end()
    }
  }

  try {
    breaker.admit()
    const value = await withRetries(
      attempt,
      {
        signal: total.signal,
        remainingMs: () => timeouts.totalMs - (performance.now() - startedAt),
        mayRetry: () => !shown() && breaker.state !== 'open',
      },
      retry,
    )
    return { value, attempts }
  } finally {
    total.end()
    const actual = { ...spent(), requests: attempts }
    // A full disk must not turn a good answer into an error; the reservation then expires as spent.
    await Promise.allSettled(reservations.map((reservation) => reservation.settle(actual)))
  }
}

async function reserveAll(budgets: readonly Budget[], estimate: Spending, totalMs: number) {
  const reservations = []
  try {
    for (const budget of budgets) reservations.push(await budget.reserve(estimate, { lifetimeMs: totalMs }))
  } catch (error) {
    const nothing = { tokens: 0, requests: 0, money: 0 }
    await Promise.allSettled(reservations.map((reservation) => reservation.settle(nothing)))
    throw error
  }
  return reservations
}

export async function resolveHeaders(source: HeaderSource | undefined): Promise<Headers> {
  return new Headers(typeof source === 'function' ? await source() : source)
}

const refuseUnreachable = (error: unknown): never => {
  throw unreachable(error)
}

/** Browsers hide where it leads; a transport that followed it all the same says so. */
const isRedirect = ({ type, status, redirected }: Response) =>
  type === 'opaqueredirect' || redirected || (status >= 300 && status < 400)

/** The promise, or the reason of the signal as soon as it aborts, even where the work ignores its signal. */
function settled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work
      .then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : error))
      .finally(() => signal.removeEventListener('abort', onAbort))
  })
}
