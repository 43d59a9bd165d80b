import { checkOptions } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'

/** How often and how soon to repeat a failed request. */
export interface RetryPolicy {
  /** How often a failed request is repeated. @default 2 */
  readonly retries?: number | undefined
  /** The upper bound of the first pause, which is random. It doubles with each further pause. @default 500 */
  readonly baseMs?: number | undefined
  /** The upper bound of every pause. A pause that the server asks for is added. @default 8_000 */
  readonly maxMs?: number | undefined
}

export function checkRetries(option: string, retries: number): number {
  if (retries >= 0 && (Number.isInteger(retries) || retries === Number.POSITIVE_INFINITY)) return retries
  throw new RangeError(`\`${option}\` must be a whole number of 0 or more, got ${retries}`)
}

/** @param option the option in which the caller sets the policy */
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
 * The pause before the next try; undefined where there is no next try, because the failure is lasting or the tries are
 * used up. No try comes sooner than the server asks.
 *
 * @param tries the number of tries so far
 */
export function pauseBefore(
  error: unknown,
  tries: number,
  { retries = 2, baseMs = 500, maxMs = 8_000 }: RetryPolicy,
): number | undefined {
  if (tries > retries || !NlpError.is(error) || !error.retryable) return undefined
  // A pause of seconds does not bring the network back, and another engine may answer at once.
  if (error.code === 'offline') return undefined
  const asked = error.details['retryAfterMs']
  // The pause is random over the whole interval, so that clients that failed together do not return together.
  const random = Math.random() * Math.min(maxMs, baseMs * 2 ** (tries - 1))
  return typeof asked === 'number' ? asked + random : random
}

/** Waits. Rejects with exactly the signal's reason where the signal aborts. */
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
