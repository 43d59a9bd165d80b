import type { Page } from 'playwright'
import { NlpError } from '../../src/shared/errors.js'
import { launchChromium } from '../pages/launch-chromium.js'

/** The page has some hundred modules, and a busy machine takes a minute for them. */
const STARTS_WITHIN_MS = 120_000

/** Opens a page in a headless Chromium. Closing the page ends the browser. */
export async function openPage(url: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const browser = await launchChromium('Models are evaluated')
  try {
    const page = await browser.newPage()
    // Without this list, a module that fails to load would appear only as a missing function.
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`))
    await page.goto(url, { timeout: STARTS_WITHIN_MS })
    await page
      .waitForFunction(() => 'tacetEvaluate' in globalThis, undefined, { timeout: STARTS_WITHIN_MS })
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
