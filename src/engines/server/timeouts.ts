import { NlpError } from '../../shared/errors.js'

/** Four limits, because four things hang: the connection, the queue of the server, the model, and the sum of it all. */
export interface Timeouts {
  /** Until the server answers at all. @default 30_000 */
  readonly headersMs?: number | undefined
  /** From the answer's headers to its first word. @default 60_000 */
  readonly firstTokenMs?: number | undefined
  /** Between two pieces of the answer. @default 20_000 */
  readonly idleMs?: number | undefined
  /** For everything, repetitions included. @default 300_000 */
  readonly totalMs?: number | undefined
}

export type Limits = { readonly [Name in keyof Timeouts]-?: number }

/** Aborts when the caller does or when a limit is passed; `expect` starts the clock for what comes next. */
export interface Watch {
  readonly signal: AbortSignal
  /** @param what the next step, as the subject of a sentence */
  expect(what: string, limitMs: number, options?: { readonly retryable?: boolean }): void
  end(): void
}

export function watch(outer: AbortSignal | undefined): Watch {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const onAbort = () => {
    clearTimeout(timer)
    controller.abort(outer?.reason)
  }
  if (outer?.aborted) onAbort()
  else outer?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    expect(what, limitMs, { retryable = true } = {}) {
      clearTimeout(timer)
      if (controller.signal.aborted || limitMs === Number.POSITIVE_INFINITY) return
      timer = setTimeout(() => {
        controller.abort(
          new NlpError('timeout', `${what} took longer than ${limitMs} ms`, { retryable, details: { limitMs } }),
        )
      }, limitMs)
    },
    end() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onAbort)
    },
  }
}
