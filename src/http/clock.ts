import { NlpError } from '../shared/errors.js'

/** A limit of time, and the option in which the caller sets it. */
export interface Limit {
  readonly ms: number
  readonly option: string
}

/** The longest possible timer. A longer one ends at once, in every browser and in Node. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

export function limitOf(option: string, ms: number): Limit {
  if (typeof ms === 'number' && ms > 0) return { ms, option }
  throw new RangeError(`\`${option}\` must be a number of milliseconds above 0 (Infinity for no limit), got ${ms}`)
}

/** Ends work when the caller aborts, or when a limit of time is exceeded. */
export interface Clock {
  /** Aborts with exactly the caller's reason, or with an error with code 'timeout'. */
  readonly signal: AbortSignal
  /**
   * Starts the time of the next step and ends the time of the step before.
   *
   * @param step the subject of a sentence: 'The first word of the server'
   */
  expect(step: string, limit: Limit, options?: { readonly retryable?: boolean }): void
  end(): void
}

/**
 * @param step the name of the first step, or of all steps where `expect` is not called
 * @param whole the limit for all steps together
 */
export function startClock(outer: AbortSignal | undefined, step: string, whole: Limit | undefined): Clock {
  const controller = new AbortController()
  let current = { step, retryable: true }
  let stepTimer: Timer | undefined

  const onAbort = () => {
    end()
    controller.abort(outer?.reason)
  }
  const pass = ({ ms, option }: Limit) => {
    end()
    const remedy = current.retryable ? 'Try again, or raise' : 'Raise'
    const message = `${current.step} took longer than ${ms} ms. ${remedy} \`${option}\`.`
    controller.abort(new NlpError('timeout', message, { retryable: current.retryable, details: { limitMs: ms } }))
  }
  const timerOf = (limit: Limit | undefined): Timer | undefined =>
    limit === undefined || limit.ms > LONGEST_TIMER_MS ? undefined : setTimeout(() => pass(limit), limit.ms)
  const wholeTimer = timerOf(whole)
  function end(): void {
    clearTimeout(stepTimer)
    clearTimeout(wholeTimer)
    outer?.removeEventListener('abort', onAbort)
  }

  if (outer?.aborted) onAbort()
  else outer?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    expect(next, limit, { retryable = true } = {}) {
      clearTimeout(stepTimer)
      if (controller.signal.aborted) return
      current = { step: next, retryable }
      stepTimer = timerOf(limit)
    },
    end,
  }
}

type Timer = ReturnType<typeof setTimeout>
