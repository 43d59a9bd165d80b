import { fileURLToPath } from 'node:url'
import { pageHeaders } from '../dist/cli/pages/page-headers.js'
import { serveFolder } from '../dist/cli/pages/static-server.js'
import { auditPage } from '../scripts/audit-page.mjs'
import { ensureBrowser } from '../scripts/ensure-browser.mjs'
import { markdownTable, median } from './statistics.mjs'

const RUNS = 5

/** The first visit to the demo as Lighthouse sees it: the median of each figure, at a desk and on a phone. */
export async function run() {
  const folder = fileURLToPath(new URL('../dist/demo', import.meta.url))
  const routes = [{ prefix: '/', folder }]
  const server = await serveFolder({ routes, headers: pageHeaders, immutable: /^\/assets\// })
  const browser = ensureBrowser()
  /** @type {{ desktop: import('../scripts/audit-page.mjs').PageAudit[], mobile: import('../scripts/audit-page.mjs').PageAudit[] }} */
  const audits = { desktop: [], mobile: [] }
  try {
    // The forms take turns, so that a slow minute of the machine does not meet one of them alone.
    for (let round = 0; round < RUNS; round += 1) {
      audits.desktop.push(await auditPage(server.url, 'desktop', browser))
      audits.mobile.push(await auditPage(server.url, 'mobile', browser))
    }
  } finally {
    await server.close()
  }
  const middle = (form, read) => median(audits[form].map(read))
  const row = (name, read, show) => [name, show(middle('desktop', read)), show(middle('mobile', read))]
  const score = (name, id) => row(name, ({ scores }) => scores[id], String)
  const time = (name, id) =>
    row(
      name,
      ({ measures }) => measures[id] / 1000,
      (value) => value.toFixed(2),
    )
  const table = markdownTable([
    [`median of ${RUNS}`, 'desktop', 'mobile'],
    score('performance', 'performance'),
    score('accessibility', 'accessibility'),
    score('best practices', 'best-practices'),
    score('SEO', 'seo'),
    time('first paint, s', 'firstPaintMs'),
    time('largest paint, s', 'largestPaintMs'),
    time('speed index, s', 'speedIndexMs'),
    row(
      'page blocked, ms',
      ({ measures }) => measures.blockedMs,
      (value) => value.toFixed(0),
    ),
    row(
      'layout shift',
      ({ measures }) => measures.layoutShift,
      (value) => value.toFixed(3),
    ),
  ])
  const data = Object.values(audits)
    .flat()
    .map(({ report: _, ...audit }) => audit)
  return { table, data }
}
