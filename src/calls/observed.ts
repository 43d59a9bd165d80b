import { NlpError } from '../shared/errors.js'
import type { EventTimes, FailureEvent, TacetEvent } from './events.js'

type Heard = (event: TacetEvent) => void

/** The listeners of all entries of the package. Only this list is in every page; the rest of `tacet/observe` is not. */
const listeners = new Set<Heard>()

/** Adds a listener. The returned function removes the listener. */
export function addListener(heard: Heard): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

export const isObserved = (): boolean => listeners.size > 0

/** The facts of an event that the code of a call knows. */
type FactsOf<E> = E extends TacetEvent ? Omit<E, 'at' | 'durationMs'> & Partial<EventTimes> : never
export type EventFacts = FactsOf<TacetEvent>

/** The facts of a call before it runs. */
interface CallFacts extends Partial<Pick<FailureEvent, 'task' | 'engine' | 'place' | 'model' | 'trace' | 'prompt'>> {
  readonly of: FailureEvent['of']
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs a call and reports its end to the listeners. `describe` returns counts, names and codes, and never a text.
 * Without listeners, nothing is measured.
 */
export function observed<R>(call: CallFacts, run: () => Promise<R>, describe: (result: R) => EventFacts): Promise<R> {
  return isObserved() ? timed(call, run, describe) : run()
}

async function timed<R>(
  { signal, trace, ...about }: CallFacts,
  run: () => Promise<R>,
  describe: (result: R) => EventFacts,
): Promise<R> {
  const at = now()
  try {
    const result = await run()
    tell(() => ({ at, trace, durationMs: now() - at, ...describe(result) }))
    return result
  } catch (error) {
    const failure = () => ({ type: 'error', ...about, ...failureOf(error, signal) }) as const
    tell(() => ({ at, trace, durationMs: now() - at, ...failure() }))
    throw error
  }
}

/** Passes an event to the listeners. */
export function tell(describe: () => EventFacts): void {
  if (!isObserved()) return
  try {
    const event: TacetEvent = { at: now(), durationMs: 0, ...describe() }
    for (const heard of listeners) heard(event)
  } catch {
    // An engine of the app may answer in an unknown form. A call must not fail because its event cannot be made.
  }
}

/** Workers and pages have their own clocks, so times count from 1970. */
const now = () => performance.timeOrigin + performance.now()

/** The address of a model may carry a key, so its query and its password are left out. */
export const publicName = (model: string): string => model.replace(/^(\w+:\/\/)[^/]*@/, '$1').replace(/[?#].*/s, '')

function failureOf(error: unknown, signal: AbortSignal | undefined): Pick<FailureEvent, 'code' | 'retryable'> {
  if (signal?.aborted) return { code: 'aborted', retryable: false }
  if (NlpError.is(error)) return { code: error.code, retryable: error.retryable }
  const isWrongUse = error instanceof TypeError || error instanceof RangeError
  return { code: isWrongUse ? 'wrong-use' : 'unknown', retryable: false }
}
