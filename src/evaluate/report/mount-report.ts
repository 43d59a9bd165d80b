import { reportStyle } from './report-style.js'
import { composeReport, type ReportParts } from './view/compose.js'
import { drawConfusion } from './view/confusion.js'
import { drawGroups } from './view/groups.js'
import { makeKit } from './view/kit.js'
import { drawReliability } from './view/reliability.js'
import type { ReportData } from './view/report-data.js'
import { drawRows } from './view/rows.js'
import { drawSummary } from './view/summary.js'
import { drawThreshold } from './view/threshold.js'

export const reportParts: ReportParts = {
  makeKit,
  drawSummary,
  drawConfusion,
  drawReliability,
  drawThreshold,
  drawGroups,
  drawRows,
}

/**
 * Draws a report into an element of a page, in place of the element's content. Resolves when the whole report is drawn.
 *
 * @example
 * await mountReport(document.querySelector('#report')!, reportData(dataset, run))
 */
export function mountReport(root: HTMLElement, data: ReportData): Promise<void> {
  return composeReport(root, data, reportStyle, reportParts)
}
