import type { TacetEvent } from '../calls/events.js'
import { type Observation, observe } from './observe.js'
import type { ObservedSummary } from './summary.js'

/** The most events that the panel lists. */
const LISTED = 50

const STYLE = `
:host { display: block; font: 12px/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; max-height: 24em; overflow: auto; padding: 0.5em }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; padding: 0 0.75em 0 0; font-weight: normal; white-space: nowrap }
thead th { font-weight: 600 }
caption { text-align: start; font-weight: 600; padding-top: 0.5em }
.failed { color: #b3261e; font-weight: 600 }
`

/**
 * Registers the element `<tacet-panel>`, which shows the work of tacet in this page while you develop: a row for each
 * model, and the last events. The element receives events only while it is in the page.
 *
 * @example
 * defineTacetPanel()
 * document.body.append(document.createElement('tacet-panel'))
 */
export function defineTacetPanel(): void {
  if (customElements.get('tacet-panel') === undefined) customElements.define('tacet-panel', panelClass())
}

/** The class is made when it is needed, because a server that renders the page has no HTMLElement. */
function panelClass(): CustomElementConstructor {
  return class extends HTMLElement {
    #observation: Observation | undefined
    #drawing = 0

    connectedCallback(): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      const style = new CSSStyleSheet()
      style.replaceSync(STYLE)
      root.adoptedStyleSheets = [style]
      this.#observation = observe(() => this.#draw())
      this.#draw()
    }

    disconnectedCallback(): void {
      this.#observation?.stop()
      cancelAnimationFrame(this.#drawing)
      this.#drawing = 0
    }

    /** Many events of one frame are drawn once. */
    #draw(): void {
      if (this.#drawing !== 0) return
      this.#drawing = requestAnimationFrame(() => {
        this.#drawing = 0
        const { events, summary } = this.#observation as Observation
        this.shadowRoot?.replaceChildren(modelTable(summary()), eventTable(events.slice(-LISTED).reverse()))
      })
    }
  }
}

function modelTable({ models, hits, costs }: ObservedSummary): HTMLTableElement {
  const rate = ({ hits, of }: { readonly hits: number; readonly of: number }) =>
    of === 0 ? '–' : `${Math.round((100 * hits) / of)} %`
  const spared = `Without download ${rate(hits.downloads)}, known tokens ${rate(hits.prefixTokens)}, equal texts ${rate(hits.equalTexts)}, cached vectors ${rate(hits.cachedVectors)}`
  const money = costs.map(
    ({ day, amount, currency, estimated }) => `${day}: ${estimated ? 'about ' : ''}${amount.toFixed(4)} ${currency}`,
  )
  const rows = models.map(({ model, task, place, device, calls, ms, firstTokenMs, tokensPerSecond }) => ({
    cells: [
      task,
      model,
      device === undefined ? place : `${place}, ${device}`,
      String(calls),
      `${ms.p50.toFixed(1)} / ${ms.p95.toFixed(1)}`,
      firstTokenMs === undefined ? '' : firstTokenMs.p50.toFixed(0),
      tokensPerSecond === undefined ? '' : tokensPerSecond.p50.toFixed(1),
    ],
    failed: false,
  }))
  const titles = ['Task', 'Model', 'Place', 'Calls', 'ms p50 / p95', 'First token', 'Tokens/s']
  return table([spared, ...money].join(' · '), titles, rows)
}

function eventTable(events: readonly TacetEvent[]): HTMLTableElement {
  const rows = events.map((event) => ({
    cells: [new Date(event.at).toLocaleTimeString(), event.type, subjectOf(event), event.durationMs.toFixed(1)],
    failed: event.type === 'error',
  }))
  return table('Last events', ['Time', 'Event', 'About', 'ms'], rows)
}

function subjectOf(event: TacetEvent): string {
  switch (event.type) {
    case 'load':
      return `${event.model}, ${event.downloadedBytes} bytes downloaded`
    case 'run':
      return `${event.task}, ${event.model}, ${event.texts} texts`
    case 'generate':
      return `${event.model}, ${event.inputTokens} + ${event.outputTokens} tokens, ${event.finishReason}`
    case 'search':
      return `${event.mode}, ${event.found} of ${event.limit}`
    case 'route':
      return `${event.engine ?? 'none'}, ${event.denied} denied`
    case 'redact':
      return Object.entries(event.entities)
        .map(([type, count]) => `${count} ${type}`)
        .join(', ')
    case 'guard':
      return `${event.stage}: ${event.action}`
    case 'cost':
      return `${event.model}, ${event.amount ?? '?'} ${event.currency ?? ''}`
    case 'release':
      return `${event.release ?? '?'} ${event.channel ?? ''}: ${event.change}`
    case 'error':
      return `${event.of} ${event.model ?? ''}: ${event.code}`
  }
}

interface Row {
  readonly cells: readonly string[]
  readonly failed: boolean
}

function table(title: string, titles: readonly string[], rows: readonly Row[]): HTMLTableElement {
  const made = document.createElement('table')
  made.createCaption().textContent = title
  fill(made.createTHead().insertRow(), 'th', titles)
  const body = made.createTBody()
  for (const { cells, failed } of rows) {
    const row = body.insertRow()
    if (failed) row.className = 'failed'
    fill(row, 'td', cells)
  }
  return made
}

function fill(row: HTMLTableRowElement, tag: 'th' | 'td', cells: readonly string[]): void {
  for (const text of cells) {
    const cell = document.createElement(tag)
    cell.textContent = text
    row.append(cell)
  }
}
