import type { TacetEvent } from 'tacet/observe'
import { element } from '../parts/element.js'
import { formatBytes, formatMilliseconds } from '../parts/format.js'
import { tableHead, tableScroll } from '../parts/table.js'

const KINDS: Readonly<Record<TacetEvent['type'], string>> = {
  load: 'Load',
  run: 'Run',
  generate: 'Write',
  search: 'Search',
  route: 'Route',
  redact: 'Redact',
  guard: 'Guard',
  cost: 'Cost',
  release: 'Release',
  error: 'Failure',
}

/** The most rows that are shown. A browser needs long to lay out a table of many rows. */
const SHOWN = 100

export interface EventTable {
  readonly root: HTMLElement
  /** Shows the newest events of a kind, or of all kinds where `kind` is empty. */
  show(events: readonly TacetEvent[], kind: string): void
}

/** The kinds of events, with their names. */
export const eventKinds = Object.entries(KINDS)

/** A table of events, the newest first. Each row opens to the whole event. */
export function eventTable(): EventTable {
  const body = element('tbody')
  const table = element(
    'table',
    { className: 'trace-table' },
    element('caption', { className: 'visually-hidden' }, 'Events, the newest first'),
    tableHead(['After', 'Event', 'About', 'Took']),
    body,
  )
  const rows = new Map<TacetEvent, HTMLElement>()
  const root = tableScroll('All events', table)
  root.classList.add('trace-events')
  return {
    root,
    show(events, kind) {
      const shown = events
        .filter(({ type }) => kind === '' || type === kind)
        .sort((a, b) => b.at - a.at)
        .slice(0, SHOWN)
      const wanted = new Set(shown)
      for (const [event, row] of rows) {
        if (wanted.has(event)) continue
        row.remove()
        rows.delete(event)
      }
      // Rows that are there stay where they are, so an event that the visitor has opened stays open.
      let before: HTMLElement | undefined
      for (const event of shown) {
        const known = rows.get(event)
        const row = known ?? eventRow(event)
        if (known === undefined) {
          rows.set(event, row)
          if (before === undefined) body.prepend(row)
          else before.after(row)
        }
        before = row
      }
      const longest = Math.max(1, ...shown.map(({ durationMs }) => durationMs))
      for (const event of shown) rows.get(event)?.style.setProperty('--share', String(event.durationMs / longest))
    },
  }
}

function eventRow(event: TacetEvent): HTMLElement {
  const { trace: _, ...told } = event
  const whole = element('pre', {}, JSON.stringify(told, undefined, 2))
  return element(
    'tr',
    { className: event.type === 'error' ? 'warning' : '' },
    element('td', {}, formatMilliseconds(Math.max(0, event.at - performance.timeOrigin))),
    element('td', {}, KINDS[event.type]),
    element('td', {}, element('details', {}, element('summary', {}, aboutOf(event)), whole)),
    element(
      'td',
      { className: 'trace-took' },
      element('span', {}, event.durationMs === 0 ? '' : formatMilliseconds(event.durationMs)),
    ),
  )
}

function aboutOf(event: TacetEvent): string {
  switch (event.type) {
    case 'load':
      return `${event.model} to ${event.task}, ${event.downloadedBytes === 0 ? 'no download' : `${formatBytes(event.downloadedBytes)} downloaded`}`
    case 'run':
      return `${event.model}: ${counted(event.texts, 'text')} of ${counted(event.characters, 'character')}`
    case 'generate':
      return `${event.model}: read ${counted(event.inputTokens, 'token')}, wrote ${event.outputTokens}`
    case 'search':
      return `${event.mode}: ${event.found} of at most ${event.limit} found`
    case 'route':
      return `to ${event.engine ?? 'no engine'}; ${event.denied} denied`
    case 'redact':
      return `${counted(event.characters, 'character')}; hidden: ${hiddenOf(event.entities)}`
    case 'guard':
      return `${event.policy}, ${event.stage}: ${event.action}`
    case 'cost':
      return `${event.model}: ${event.amount === undefined ? 'no price' : `${event.amount.toFixed(4)} ${event.currency ?? ''}`}`
    case 'release':
      return `${event.release ?? 'unknown'}: ${event.change}`
    case 'error':
      return `${KINDS[event.of]}${event.model === undefined ? '' : ` of ${event.model}`}: ${event.code}`
  }
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

function hiddenOf(entities: Readonly<Record<string, number>>): string {
  const parts = Object.entries(entities).map(([type, count]) => `${count} ${type}`)
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}
