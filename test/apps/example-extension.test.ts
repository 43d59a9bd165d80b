import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'
import { freshExample } from './fresh-app.js'

const PAGE = `<!doctype html><html lang="en"><title>chat</title>
<label>Message <textarea rows="4" cols="60"></textarea></label>
<label>Password <input type="password"></label>
<output></output>
<script>
  const heard = document.querySelector('output')
  document.querySelector('textarea').addEventListener('input', (event) => { heard.textContent = event.target.value })
</script>`

const profile = mkdtempSync(join(tmpdir(), 'tacet-extension-'))
let context: BrowserContext
let server: Awaited<ReturnType<typeof serveFolder>>
let page: Page

beforeAll(async () => {
  const app = freshExample('extension', ['pii-tagger'])
  app.run('esbuild', [
    'source/offscreen.js',
    '--bundle',
    '--minify',
    '--format=esm',
    '--outfile=extension/offscreen.js',
  ])
  app.run('tacet', ['copy-assets', 'extension/tacet', '--models', 'pii-tagger', '--workers'])
  const executablePath = findBrowser()
  const folder = join(app.folder, 'extension')
  context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Only Chromium's new headless mode runs extensions; Playwright asks for the old one.
    headless: false,
    args: [
      ...browserArguments,
      '--headless=new',
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
    ],
  })
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker')
  server = await serveFolder({ routes: [], pages: { '/': PAGE }, headers: {} })
  page = await context.newPage()
  await page.goto(server.url)
}, 300_000)

afterAll(async () => {
  await context?.close()
  await server?.close()
  rmSync(profile, { recursive: true, force: true })
})

const WRITTEN = 'My name is Maria Lopez, call me at (415) 555-0132.'
const HIDDEN = 'My name is [PERSON_1], call me at [PHONE_1].'

test('a click hides what was typed, the page hears of it, and a second click brings it back', async () => {
  const field = page.getByLabel('Message')
  await field.fill(WRITTEN)
  await page.getByRole('button', { name: 'Hide personal data' }).click()
  await expect.poll(() => field.inputValue()).toBe(HIDDEN)
  expect(await page.locator('output').textContent()).toBe(HIDDEN)
  await page.getByRole('button', { name: '2 hidden. Undo' }).click()
  expect(await field.inputValue()).toBe(WRITTEN)
  expect(await page.locator('output').textContent()).toBe(WRITTEN)
}, 120_000)

test('the button says so where there is nothing to hide', async () => {
  const field = page.getByLabel('Message')
  await field.fill('See you tomorrow')
  await page.getByRole('button', { name: 'Hide personal data' }).click()
  await expect.poll(() => page.getByRole('button').textContent()).toBe('Nothing found')
  expect(await field.inputValue()).toBe('See you tomorrow')
}, 60_000)

test('a password has no button', async () => {
  await page.getByLabel('Password').focus()
  expect(await page.getByRole('button').count()).toBe(0)
  await page.getByLabel('Message').focus()
  expect(await page.getByRole('button').count()).toBe(1)
})
