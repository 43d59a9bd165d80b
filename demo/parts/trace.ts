import { type ObservedSummary, observe, type TacetEvent } from 'tacet/observe'

/** How many of the last events are kept. */
const KEPT = 500

/** All events of tacet on this visit, from the page and from the panels' own workers. */
export interface Trace {
  /** The last events, the oldest first. */
  readonly events: readonly TacetEvent[]
  /** Sums up the models, searches and costs of the page. */
  summary(): ObservedSummary
  /** Adds an event of a worker, which has its own listeners. */
  add(event: TacetEvent): void
  /** Drops the events so far. */
  clear(): void
  /** Calls `changed` after each event. */
  onChange(changed: () => void): void
}

export function createTrace(): Trace {
  const listeners = new Set<() => void>()
  let events: TacetEvent[] = []
  const add = (event: TacetEvent) => {
    events = [...events.slice(1 - KEPT), event]
    for (const changed of listeners) changed()
  }
  const observation = observe(add, { keep: KEPT })
  return {
    get events() {
      return events
    },
    summary: () => observation.summary(),
    add,
    clear() {
      events = []
      observation.clear()
      for (const changed of listeners) changed()
    },
    onChange: (changed) => void listeners.add(changed),
  }
}
