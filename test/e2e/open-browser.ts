import { type Browser, chromium } from 'playwright'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'

/** A real Chromium, for facts that a test inside the page cannot see: headers, reloads, other tabs, the network. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments })
}
