import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright'
import { NlpError } from '../../src/shared/errors.js'
import { packageRoot } from '../packages/package-root.js'

interface BrowserFinder {
  findBrowser(): string | undefined
  readonly browserArguments: string[]
}

/** Starts a headless Chromium. `purpose` is the beginning of the error message that says why Chromium is needed. */
export async function launchChromium(purpose: string): Promise<Browser> {
  const missing = (what: string, cause?: unknown) =>
    new NlpError(
      'unsupported',
      `${what} ${purpose} in the browser that users have: npm install --save-dev playwright && ` +
        'npx playwright install chromium, or set CHROMIUM_PATH.',
      { cause },
    )
  // Imported at run time, because an app that only runs models must not have to install a browser's driver.
  const { chromium } = await import('playwright').catch((cause: unknown) => {
    throw missing('Playwright is not installed.', cause)
  })
  const finder = pathToFileURL(join(packageRoot(), 'scripts/find-browser.mjs')).href
  const { findBrowser, browserArguments } = (await import(finder)) as BrowserFinder
  const executablePath = findBrowser()
  if (executablePath === undefined) throw missing('No Chromium was found.')
  return chromium.launch({ args: browserArguments, executablePath })
}
