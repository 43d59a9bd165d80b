import { checkOptions } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'

/** When calls to a failing server are paused, and for how long. */
export interface BreakerPolicy {
  /** The least number of requests within the window. Fewer prove nothing. @default 5 */
  readonly minRequests?: number | undefined
  /** The share of failures that opens the breaker. @default 0.5 */
  readonly failureRate?: number | undefined
  /** The length of the window in milliseconds. @default 30_000 */
  readonly windowMs?: number | undefined
  /** How long the breaker stays open before one request may try again. @default 30_000 */
  readonly openMs?: number | undefined
}

/** @param option the option in which the caller sets the policy */
export function checkBreakerPolicy(option: string, policy: BreakerPolicy): BreakerPolicy {
  checkOptions(`\`${option}\``, policy, {
    minRequests: 'number',
    failureRate: 'number',
    windowMs: 'number',
    openMs: 'number',
  })
  for (const [name, value] of Object.entries(policy)) {
    if (value === undefined || value > 0) continue
    throw new RangeError(`\`${option}.${name}\` must be a number above 0, got ${value}`)
  }
  return policy
}

/** Pauses calls to a failing server. While the breaker is open, calls fail at once and no user waits. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open'
  /** Throws while the breaker is open. When it is half-open, it admits one request. */
  admit(): void
  record(succeeded: boolean): void
  close(): void
}

type News = { readonly type: 'outcome'; readonly at: number; readonly succeeded: boolean } | { readonly type: 'probe' }

/**
 * A breaker for an endpoint and a model. Breakers of the same `name`, in every tab of the origin, share their outcomes.
 */
export function createBreaker(
  name: string,
  { minRequests = 5, failureRate = 0.5, windowMs = 30_000, openMs = 30_000 }: BreakerPolicy = {},
  now: () => number = Date.now,
): Breaker {
  let outcomes: { readonly at: number; readonly succeeded: boolean }[] = []
  let openedAt: number | undefined
  let probeAt: number | undefined
  const channel = globalThis.BroadcastChannel === undefined ? undefined : new BroadcastChannel(`tacet-breaker ${name}`)
  // In Node an open channel would keep the process alive.
  ;(channel as { unref?: () => void } | undefined)?.unref?.()
  channel?.addEventListener('message', ({ data }: MessageEvent<News>) => learn(data))

  function state(): Breaker['state'] {
    if (openedAt === undefined) return 'closed'
    return now() - openedAt < openMs ? 'open' : 'half-open'
  }

  function learn(news: News): void {
    if (news.type === 'probe') {
      probeAt = now()
      return
    }
    // The result of a call that began before the breaker opened does not show the present state of the server.
    if (state() === 'open') return
    if (state() === 'half-open') {
      probeAt = undefined
      openedAt = news.succeeded ? undefined : news.at
      outcomes = []
      return
    }
    outcomes = [...outcomes.filter(({ at }) => at > news.at - windowMs), news]
    const failures = outcomes.filter(({ succeeded }) => !succeeded).length
    if (outcomes.length >= minRequests && failures / outcomes.length >= failureRate) openedAt = news.at
  }

  function tell(news: News): void {
    learn(news)
    channel?.postMessage(news)
  }

  return {
    get state() {
      return state()
    },
    admit() {
      if (state() === 'closed') return
      // A closed tab never reports the result of its probe. After a while another probe may start.
      const probing = probeAt !== undefined && now() - probeAt < openMs
      if (state() === 'half-open' && !probing) return tell({ type: 'probe' })
      const retryAfterMs = Math.max(0, (openedAt ?? 0) + openMs - now())
      throw new NlpError('server', 'The server failed repeatedly and gets no calls for now', {
        retryable: true,
        details: { retryAfterMs },
      })
    },
    record: (succeeded) => tell({ type: 'outcome', at: now(), succeeded }),
    close: () => channel?.close(),
  }
}
