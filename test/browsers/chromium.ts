import { playwright } from '@vitest/browser-playwright'
import type { BrowserConfigOptions } from 'vitest/node'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'

/** Runs tests in Chromium, without a window. */
export function headlessChromium(): BrowserConfigOptions {
  const executablePath = findBrowser()
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments },
    }),
    instances: [{ browser: 'chromium' }],
  }
}
