import { playwright } from '@vitest/browser-playwright'
import type { BrowserConfigOptions } from 'vitest/node'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'

/** A busy machine takes more than vitest's minute to open the first page, and then no test would run. */
export const CONNECT_TIMEOUT = 300_000

/** Runs tests in Chromium, without a window. */
export function headlessChromium(): BrowserConfigOptions {
  const executablePath = findBrowser()
  return {
    enabled: true,
    headless: true,
    connectTimeout: CONNECT_TIMEOUT,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments },
    }),
    instances: [{ browser: 'chromium' }],
  }
}
