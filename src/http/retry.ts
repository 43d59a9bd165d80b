import { checkOptions } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'

/** How often and how soon a failed request is repeated. */
export interface RetryPolicy {
  /** How often a failed request is repeated. @default 2 */
  readonly retries?: number | undefined
  /** The first pause is random below it, each further one below twice the last. @default 500 */
  readonly baseMs?: number | undefined
  /** No pause is longer, unless the server names one. @default 8_000 */
  readonly maxMs?: number | undefined
}

export function checkRetries(option: string, retries: number): number {
  if (retries >= 0 && (Number.isInteger(retries) || retries === Number.POSITIVE_INFINITY)) return retries
  throw new RangeError(`\`${option}\` must be a whole number of 0 or more, got ${retries}`)
}

/** @param option by which the caller sets the policy */
export function checkRetryPolicy(option: string, policy: RetryPolicy): RetryPolicy {
  checkOptions(`\`${option}\``, policy, { retries: 'number', baseMs: 'number', maxMs: 'number' })
  const { retries = 0, ...pauses } = policy
  checkRetries(`${option}.retries`, retries)
  for (const [name, ms] of Object.entries(pauses)) {
    if (ms !== undefined && !(ms >= 0)) {
      throw new RangeError(`\`${option}.${name}\` must be a number of milliseconds of 0 or more, got ${ms}`)
    }
  }
  return policy
}

/**
 * The pause before the next try, or undefined where there is none: the failure is there to stay, or the tries are used up.
 * No try comes sooner than the server asks.
 *
 * @param tries how many there have been
 */
export function pauseBefore(
  error: unknown,
  tries: number,
  { retries = 2, baseMs = 500, maxMs = 8_000 }: RetryPolicy,
): number | undefined {
  if (tries > retries || !NlpError.is(error) || !error.retryable) return undefined
  // Seconds do not bring a network back, and another engine may answer at once.
  if (error.code === 'offline') return undefined
  const asked = error.details['retryAfterMs']
  // Random over the whole interval: clients that failed together must not come back together.
  const random = Math.random() * Math.min(maxMs, baseMs * 2 ** (tries - 1))
  return typeof asked === 'number' ? asked + random : random
}

/** Waits. An abort rejects with exactly the signal's reason. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
