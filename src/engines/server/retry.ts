import { NlpError } from '../../shared/errors.js'

export interface RetryPolicy {
  /** How often a failed request is repeated. @default 2 */
  readonly retries?: number | undefined
  /** The first pause is random below it, each further one below twice the last. @default 500 */
  readonly baseMs?: number | undefined
  /** No pause is longer, unless the server names one. @default 8_000 */
  readonly maxMs?: number | undefined
}

interface RetryContext {
  /** Ends waiting and trying. Its reason is what the caller gets. */
  readonly signal: AbortSignal
  /** Milliseconds that are left in all. */
  remainingMs(): number
  /** Asked after a failure: false once something was shown that a second attempt would show again. */
  mayRetry(): boolean
}

/**
 * The only place where a request is repeated: only for failures that may pass, never sooner than the server asks, and
 * not at all when the pause it asks for would outlast the call.
 */
export async function withRetries<R>(
  attempt: (number: number) => Promise<R>,
  { signal, remainingMs, mayRetry }: RetryContext,
  { retries = 2, baseMs = 500, maxMs = 8_000 }: RetryPolicy = {},
): Promise<R> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (number > retries || !mayRetry() || !NlpError.is(error) || !error.retryable) throw error
      // Random over the whole interval: clients that failed together must not come back together.
      const pause = Math.random() * Math.min(maxMs, baseMs * 2 ** (number - 1))
      const asked = error.details['retryAfterMs']
      const waitMs = Math.max(pause, typeof asked === 'number' ? asked : 0)
      if (waitMs >= remainingMs()) throw error
      await sleep(waitMs, signal)
    }
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
