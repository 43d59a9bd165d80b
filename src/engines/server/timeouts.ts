import { checkOptions } from '../../calls/check-options.js'
import { type Limit, limitOf } from '../../http/clock.js'

/** Four limits of time: for the connection, the queue of the server, the model, and everything together. */
export interface Timeouts {
  /** The time until the headers of the answer. @default 30_000 */
  readonly headersMs?: number | undefined
  /** The time from the headers to the first word. @default 60_000 */
  readonly firstTokenMs?: number | undefined
  /** The time between two pieces of the answer. @default 20_000 */
  readonly idleMs?: number | undefined
  /** The time for everything, repetitions included. @default 300_000 */
  readonly totalMs?: number | undefined
}

export interface TimeLimits {
  readonly headers: Limit
  readonly firstToken: Limit
  readonly idle: Limit
  readonly total: Limit
}

export function readTimeouts(timeouts: Timeouts = {}): TimeLimits {
  checkOptions('`timeouts`', timeouts, {
    headersMs: 'number',
    firstTokenMs: 'number',
    idleMs: 'number',
    totalMs: 'number',
  })
  const { headersMs = 30_000, firstTokenMs = 60_000, idleMs = 20_000, totalMs = 300_000 } = timeouts
  return {
    headers: limitOf('timeouts.headersMs', headersMs),
    firstToken: limitOf('timeouts.firstTokenMs', firstTokenMs),
    idle: limitOf('timeouts.idleMs', idleMs),
    total: limitOf('timeouts.totalMs', totalMs),
  }
}
