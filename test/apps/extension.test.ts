import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Worker } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'
import { freshApp } from './fresh-app.js'
import { ALL_WELL } from './journeys-in-page.js'

declare const openOffscreen: () => Promise<void>
declare const results: Readonly<Record<string, unknown>>

const profile = mkdtempSync(join(tmpdir(), 'tacet-extension-'))
let context: BrowserContext
let background: Worker

beforeAll(async () => {
  const app = await freshApp('extension')
  app.run('esbuild', ['main.js', '--bundle', '--minify', '--format=esm', '--outdir=out'])
  app.run('tacet', ['copy-assets', 'tacet', '--workers'])
  const executablePath = findBrowser()
  context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Only Chromium's new headless mode runs extensions; Playwright asks for the old one.
    headless: false,
    args: [
      ...browserArguments,
      '--headless=new',
      `--disable-extensions-except=${app.folder}`,
      `--load-extension=${app.folder}`,
    ],
  })
  background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
}, 300_000)

afterAll(async () => {
  await context?.close()
  rmSync(profile, { recursive: true, force: true })
})

test('the offscreen document of an extension runs the five journeys', async () => {
  await background.evaluate(() => openOffscreen())
  await expect.poll(() => resultsOf('/offscreen.html'), { timeout: 60_000 }).toEqual(ALL_WELL)
}, 120_000)

test('the side panel of an extension runs the five journeys', async () => {
  const page = await context.newPage()
  await page.goto(new URL('/opener.html', background.url()).href)
  await page.getByRole('button').click()
  await expect.poll(() => resultsOf('/panel.html'), { timeout: 60_000 }).toEqual(ALL_WELL)
}, 120_000)

function resultsOf(page: string): Promise<unknown> {
  return background.evaluate((name) => results[name], page)
}
