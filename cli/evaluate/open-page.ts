import type { Page } from 'playwright'
import { NlpError } from '../../src/shared/errors.js'
import { launchChromium } from '../pages/launch-chromium.js'

/** Opens a page in a headless Chromium; closing it ends the browser. */
export async function openPage(url: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const browser = await launchChromium('Models are evaluated')
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
