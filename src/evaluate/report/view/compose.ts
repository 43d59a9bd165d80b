import type { ReportData } from '../report-data.js'
import type { drawConfusion } from './confusion.js'
import type { drawGroups } from './groups.js'
import type { makeKit } from './kit.js'
import type { drawReliability } from './reliability.js'
import type { drawRows } from './rows.js'
import type { drawSummary } from './summary.js'
import type { drawThreshold } from './threshold.js'

export interface ReportParts {
  readonly makeKit: typeof makeKit
  readonly drawSummary: typeof drawSummary
  readonly drawConfusion: typeof drawConfusion
  readonly drawReliability: typeof drawReliability
  readonly drawThreshold: typeof drawThreshold
  readonly drawGroups: typeof drawGroups
  readonly drawRows: typeof drawRows
}

/** Puts the parts together in a shadow tree, so that neither the page's styles nor the report's reach the other. */
export function composeReport(root: HTMLElement, data: ReportData, style: string, parts: ReportParts): void {
  const kit = parts.makeKit()
  const shadow = root.shadowRoot ?? root.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  // Not a <style> element: a strict content policy forbids those and allows this.
  shadow.adoptedStyleSheets = [sheet]
  const { run } = data
  const rows = parts.drawRows(kit, data)
  const confusion = parts.drawConfusion(kit, data, rows.show)
  const pictures = [parts.drawReliability(kit, data), parts.drawThreshold(kit, data)].filter(
    (part) => part !== undefined,
  )
  const groups = parts.drawGroups(kit, data, rows.show)
  shadow.replaceChildren(
    kit.element(
      'header',
      {},
      kit.element('h1', {}, `${run.model.id} on ${run.dataset.name}`),
      kit.element('p', {}, `${run.dataset.task} · ${data.score.rows} rows`),
    ),
    parts.drawSummary(kit, data),
    ...(confusion === undefined ? [] : [confusion]),
    kit.element('div', { class: 'pictures' }, ...pictures),
    ...(groups === undefined ? [] : [groups]),
    rows.root,
  )
}
