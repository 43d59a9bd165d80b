import type { drawConfusion } from './confusion.js'
import type { drawGroups } from './groups.js'
import type { makeKit } from './kit.js'
import type { drawReliability } from './reliability.js'
import type { ReportData } from './report-data.js'
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

/**
 * Puts the parts together in a shadow tree, so that the styles of the page and of the report do not affect each other. The parts are drawn
 * one at a time, because a report of thousands of rows must not block the page while it opens.
 */
export async function composeReport(
  root: HTMLElement,
  data: ReportData,
  style: string,
  parts: ReportParts,
): Promise<void> {
  const kit = parts.makeKit()
  const { element } = kit
  const { run, score } = data
  const shadow = root.shadowRoot ?? root.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  // Not a <style> element: a strict content security policy forbids <style> and allows a constructed sheet.
  shadow.adoptedStyleSheets = [sheet]
  const title = element('h1', {}, `${run.model.id} on ${run.dataset.name}`)
  shadow.replaceChildren(
    element('header', {}, title, element('p', {}, `${run.dataset.task} · ${score.rows} rows`)),
    parts.drawSummary(kit, data),
  )
  const pause = () => new Promise((resolve) => setTimeout(resolve))
  const add = async (part: HTMLElement | undefined, place: ParentNode = shadow) => {
    if (part !== undefined) place.append(part)
    await pause()
  }
  await pause()
  const rows = parts.drawRows(kit, data)
  await add(parts.drawConfusion(kit, data, rows.show))
  const pictures = element('div', { class: 'pictures' })
  shadow.append(pictures)
  await add(parts.drawReliability(kit, data), pictures)
  await add(parts.drawThreshold(kit, data), pictures)
  await add(parts.drawGroups(kit, data, rows.show))
  await add(rows.root)
}
