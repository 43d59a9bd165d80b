import { checkOptions } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'

/** When a server that fails is left alone, and for how long. */
export interface BreakerPolicy {
  /** Fewer requests than this within the window prove nothing. @default 5 */
  readonly minRequests?: number | undefined
  /** The share of failures that opens it. @default 0.5 */
  readonly failureRate?: number | undefined
  /** How far back it looks. @default 30_000 */
  readonly windowMs?: number | undefined
  /** How long it stays open before one request may try again. @default 30_000 */
  readonly openMs?: number | undefined
}

/** @param option by which the caller sets the policy */
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

/** Spares a failing server, and the user the wait for it: while open, calls fail at once. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open'
  /** Throws while open; when half-open it admits one request. */
  admit(): void
  record(succeeded: boolean): void
  close(): void
}

type News = { readonly type: 'outcome'; readonly at: number; readonly succeeded: boolean } | { readonly type: 'probe' }

/**
 * One breaker for an endpoint and model. All of the same `name`, in every tab of the origin, share what they learn.
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
    // What was under way when it opened says nothing about the server of now.
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
      // A probe whose tab was closed never reports back; after a while another may try.
      const probing = probeAt !== undefined && now() - probeAt < openMs
      if (state() === 'half-open' && !probing) return tell({ type: 'probe' })
      const retryAfterMs = Math.max(0, (openedAt ?? 0) + openMs - now())
      throw new NlpError('server', 'The server failed repeatedly and is left alone for a while', {
        retryable: true,
        details: { retryAfterMs },
      })
    },
    record: (succeeded) => tell({ type: 'outcome', at: now(), succeeded }),
    close: () => channel?.close(),
  }
}
