import type { TacetEvent } from '../calls/events.js'
import type { TacetListener } from './observe.js'

/** The colours that the performance panel has names for. */
const COLORS = { device: 'primary', server: 'secondary', own: 'tertiary', failed: 'error' } as const

/**
 * Draws events as a group of tracks in the performance panel of the browser: models, searches, redactions and guards.
 *
 * @example
 * observe(toUserTiming())
 */
export function toUserTiming(): TacetListener {
  return (event) => {
    // These events have no duration.
    if (event.type === 'cost' || event.type === 'route') return
    const name = titleOf(event)
    const start = Math.max(0, event.at - performance.timeOrigin)
    performance.measure(name, {
      start,
      end: start + event.durationMs,
      detail: {
        devtools: {
          dataType: 'track-entry',
          trackGroup: 'tacet',
          track: trackOf(event),
          color: colorOf(event),
          properties: propertiesOf(event),
        },
      },
    })
    // The panel has the entry by now. The list of measures has no bound of its own.
    performance.clearMeasures(name)
  }
}

function titleOf(event: TacetEvent): string {
  const model = 'model' in event && event.model !== undefined ? ` ${event.model}` : ''
  if (event.type === 'error') return `${event.of}${model}: ${event.code}`
  return `${event.type === 'run' ? event.task : event.type}${model}`
}

function trackOf(event: TacetEvent): string {
  const type = event.type === 'error' ? event.of : event.type
  return { load: 'Loads', run: 'Models', generate: 'Models', search: 'Search' }[type as string] ?? 'Checks'
}

function colorOf(event: TacetEvent): string {
  if (event.type === 'error') return COLORS.failed
  return 'place' in event && event.place !== undefined ? COLORS[event.place] : COLORS.own
}

/** The numbers and names of the event, for the details of an entry. */
function propertiesOf({
  type: _type,
  at: _at,
  durationMs: _ms,
  trace: _trace,
  ...facts
}: TacetEvent): [string, string][] {
  return Object.entries(facts).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
  )
}
