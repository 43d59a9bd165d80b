import { createServer } from 'node:net'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright'
import { browserArguments } from './find-browser.mjs'

/** The settings of Lighthouse for a visitor at a desk, and for one with a middling phone on a slow network. */
const FORMS = { desktop: desktopConfig, mobile: undefined }

/** Lighthouse writes its measures in milliseconds, and the shift of the layout as a share. */
const MEASURES = {
  firstPaintMs: 'first-contentful-paint',
  largestPaintMs: 'largest-contentful-paint',
  speedIndexMs: 'speed-index',
  blockedMs: 'total-blocking-time',
  layoutShift: 'cumulative-layout-shift',
}

/**
 * Audits a page with Lighthouse in a fresh browser. Gives the scores from 0 to 100, the measures, and the audits that did
 * not pass. Those of the performance are left out, because they depend on the machine.
 */
export async function auditPage(url, form, executablePath) {
  const port = await freePort()
  const args = [...browserArguments, `--remote-debugging-port=${port}`]
  const browser = await chromium.launch({ executablePath, args })
  try {
    const result = await lighthouse(url, { port, logLevel: 'error', output: 'json' }, FORMS[form])
    const { categories, audits, runtimeError } = result.lhr
    if (runtimeError !== undefined) throw new Error(`Lighthouse could not audit ${url}: ${runtimeError.message}`)
    const scores = Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])
    const measures = Object.entries(MEASURES).map(([name, id]) => [name, audits[id].numericValue])
    const faults = Object.values(categories)
      .filter(({ id }) => id !== 'performance')
      .flatMap(({ id: category, auditRefs }) =>
        auditRefs
          .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
          .map(({ id }) => `${category}: ${audits[id].title}`),
      )
    return {
      form,
      scores: Object.fromEntries(scores),
      measures: Object.fromEntries(measures),
      faults,
      report: result.lhr,
    }
  } finally {
    await browser.close()
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address()
  await new Promise((closed) => server.close(closed))
  return port
}
