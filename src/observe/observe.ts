import { checkOptions, describe } from '../calls/check-options.js'
import type { TacetEvent } from '../calls/events.js'
import { addListener } from '../calls/observed.js'
import { type ObservedSummary, summaryOf } from './summary.js'

/** A function that receives events. An error that it throws never reaches the observed call. */
export type TacetListener = (event: TacetEvent) => unknown

/** How events are kept. */
export interface ObserveOptions {
  /** How many of the last events are kept for `events` and `summary`. @default 500 */
  keep?: number | undefined
}

/** A running observation. */
export interface Observation {
  /** The last events, the oldest first. */
  readonly events: readonly TacetEvent[]
  /** How often the listener has thrown or rejected. */
  readonly listenerFailures: number
  /** Sums up the events that are kept. */
  summary(): ObservedSummary
  /** Drops the events that are kept. */
  clear(): void
  /** Ends the observation. The events so far stay. */
  stop(): void
}

/**
 * Observes all calls of tacet in this page: loads, runs, answers, searches, routes, redactions, guards, costs and
 * failures. Events hold counts, names, codes and times, and never a text.
 *
 * @example
 * const observation = observe(({ type, durationMs }) => console.log(type, durationMs))
 * await embedder.embed('a cat')
 * console.log(observation.summary().models)
 * observation.stop()
 */
export function observe(listener?: TacetListener, options: ObserveOptions = {}): Observation {
  if (listener !== undefined && typeof listener !== 'function') {
    throw new TypeError(`\`listener\` must be a function, got ${describe(listener)}`)
  }
  checkOptions('observe', options, { keep: 'any' })
  const { keep = 500 } = options
  if (!(Number.isInteger(keep) && keep >= 0)) {
    throw new RangeError(`\`keep\` must be a whole number from 0, got ${describe(keep)}`)
  }
  let kept: TacetEvent[] = []
  let failures = 0
  const fail = (error: unknown) => {
    failures += 1
    // As with the listeners of an element, the page reports the error and the call continues.
    globalThis.reportError?.(error)
  }
  const stop = addListener((event) => {
    kept.push(event)
    // Cutting the list with every event would move all of it each time.
    if (kept.length >= 2 * keep) kept = kept.slice(kept.length - keep)
    try {
      const heard = listener?.(event)
      if (heard instanceof Promise) heard.catch(fail)
    } catch (error) {
      fail(error)
    }
  })
  const last = () => kept.slice(Math.max(0, kept.length - keep))
  return {
    get events() {
      return last()
    },
    get listenerFailures() {
      return failures
    },
    summary: () => summaryOf(last()),
    clear() {
      kept = []
    },
    stop,
  }
}
