import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { NlpError } from '../../src/errors.js'
import { packageRoot } from '../package-root.js'

/** Opens a page in a headless Chromium; closing it ends the browser. */
export async function openPage(url: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const { chromium, executablePath, browserArguments } = await findBrowser()
  const browser = await chromium.launch({
    args: browserArguments,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    const page = await browser.newPage()
    // A module that fails to load would otherwise show as a function that is missing.
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`))
    await page.goto(url)
    await page
      .waitForFunction(() => 'tacetEvaluate' in globalThis, undefined, { timeout: 30_000 })
      .catch((cause) => {
        throw new NlpError('unsupported', `The page did not start: ${problems.join('; ') || 'no reason given'}`, {
          cause,
        })
      })
    return { page, close: () => browser.close() }
  } catch (error) {
    await browser.close()
    throw error
  }
}

interface BrowserFinder {
  findBrowser(): string | undefined
  readonly browserArguments: string[]
}

async function findBrowser() {
  const missing = (what: string, cause?: unknown) =>
    new NlpError(
      'unsupported',
      `${what} Models are evaluated in the browser that users have: npm install --save-dev playwright && ` +
        'npx playwright install chromium, or set CHROMIUM_PATH.',
      { cause },
    )
  // An app that only runs models must not install a browser's driver, so this is found at run time.
  const { chromium } = await import('playwright').catch((cause: unknown) => {
    throw missing('Playwright is not installed.', cause)
  })
  const finder = pathToFileURL(join(packageRoot(), 'scripts/find-browser.mjs')).href
  const { findBrowser, browserArguments } = (await import(finder)) as BrowserFinder
  const executablePath = findBrowser()
  if (executablePath === undefined) throw missing('No Chromium was found.')
  return { chromium, executablePath, browserArguments }
}
