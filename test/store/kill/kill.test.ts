import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserArguments, findBrowser } from '../../../scripts/find-browser.mjs'
import { seededRandom } from '../../../workers/generation/seeded-random.js'
import { startPageServer } from '../page-server.js'

/** More for a thorough run: KILLS=200. */
const KILLS = Number(process.env['KILLS'] ?? 5)
/** Says when the browser is killed. The name of the test has it, so that a run can be repeated. */
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const random = seededRandom(SEED)

const profile = mkdtempSync(join(tmpdir(), 'tacet-kill-'))
let server: Awaited<ReturnType<typeof startPageServer>>
let url: string
let running: Opened | undefined

beforeAll(async () => {
  server = await startPageServer(profile)
  url = `${server.origin}/test/store/kill/page.html`
}, 300_000)

afterAll(async () => {
  if (running !== undefined) await kill(running)
  await server.close()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}, 300_000)

interface Opened {
  readonly page: Page
  readonly browser: Browser
  readonly process: ChildProcess
}

/** Started by hand: a browser that a tool has launched can only be closed politely. */
async function launch(attempt = 1): Promise<Opened> {
  const process = spawn(
    findBrowser() ?? '',
    [...browserArguments, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${join(profile, 'browser')}`],
    // A separate group, so that the kill reaches every process of it at once.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = ''
    process.stderr?.on('data', (chunk) => {
      output += chunk
      const match = /DevTools listening on (ws:\S+)/.exec(output)
      if (match?.[1] !== undefined) resolve(match[1])
    })
    process.on('exit', () => reject(new Error(`the browser ended: ${output}`)))
  })
  // After a kill, a browser sometimes starts but does not answer. That is not tested here.
  const browser = await chromium.connectOverCDP(endpoint, { timeout: attempt * 10_000 }).catch(() => undefined)
  if (browser === undefined) {
    globalThis.process.kill(-process.pid!, 'SIGKILL')
    if (attempt === 6) throw new Error('the browser cannot be reached')
    return launch(attempt + 1)
  }
  const page = await browser.contexts()[0]!.newPage()
  // The first page waits for the server to compile what it loads, which takes as long as the machine is busy.
  page.setDefaultTimeout(120_000)
  running = { page, browser, process }
  return running
}

async function kill({ process, browser }: Opened): Promise<void> {
  const gone = new Promise((resolve) => process.on('exit', resolve))
  globalThis.process.kill(-process.pid!, 'SIGKILL')
  await gone
  await browser.close().catch(() => {})
  running = undefined
}

async function goTo(page: Page): Promise<void> {
  await page.goto(url)
  await page.waitForFunction(() => 'verify' in globalThis)
}

test(
  `a browser killed at ${KILLS} random moments of writing (SEED=${SEED}) has lost nothing that was acknowledged`,
  async () => {
    let acknowledged = -1
    let removals = 0
    let told = 0
    for (let round = 0; round < KILLS; round++) {
      const opened = await launch()
      await opened.page.exposeFunction('acknowledge', (step: number) => {
        acknowledged = step
        told += 1
      })
      await goTo(opened.page)
      let wrong = await opened.page.evaluate((step) => (globalThis as never as Steps).verify(step), acknowledged)
      if (wrong === 'removed') {
        // Chromium may find its own log damaged after a kill, and then removes every database of the site. No page can
        // prevent that completely. A removed store must not look like an empty one, and removals must stay rare.
        removals += 1
        acknowledged = -1
        wrong = await opened.page.evaluate(() => (globalThis as never as Steps).verify(-1))
      }
      expect(wrong, `after kill ${round} and step ${acknowledged}`).toEqual([])
      acknowledged += 1
      // The page must end with the kill. Any earlier end is a failure.
      const writing = opened.page
        .evaluate((step) => (globalThis as never as Steps).run(step), acknowledged + 1)
        .catch((error: unknown) => error)
      // The first kill waits for a step, so that there is something to lose however slow the machine is.
      if (round === 0) await expect.poll(() => told, { timeout: 120_000 }).toBeGreaterThan(0)
      const pause = new Promise((resolve) => setTimeout(resolve, random() * 1500))
      expect(await Promise.race([writing, pause]), `writing after step ${acknowledged}`).toBeUndefined()
      await kill(opened)
    }
    const last = await launch()
    await goTo(last.page)
    const wrong = await last.page.evaluate((step) => (globalThis as never as Steps).verify(step), acknowledged)
    await kill(last)
    if (wrong === 'removed') removals += 1
    else expect(wrong).toEqual([])
    expect(removals, 'removals by the browser').toBeLessThanOrEqual(Math.floor(KILLS / 100))
    if (process.env['KILLS'] !== undefined) console.log(`${removals} removals by the browser, of ${KILLS} kills`)
  },
  300_000 + KILLS * 30_000,
)

test('a quota that ends in the middle is a typed error; what was stored stays, and with more room it goes on', async () => {
  rmSync(join(profile, 'browser'), { recursive: true, force: true, maxRetries: 5 })
  const { page, browser } = await launch()
  await goTo(page)
  const session = await browser.contexts()[0]!.newCDPSession(page)
  const { origin } = new URL(url)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 12_000_000 })
  const { code, loaded, counted } = await page.evaluate(() => (globalThis as never as Steps).fill())
  expect(code).toBe('storage-full')
  expect(loaded).toBeGreaterThan(0)
  expect(counted).toBeGreaterThanOrEqual(loaded)
  expect(counted).toBeLessThan(60_000)
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  const found = await page.evaluate(() => (globalThis as never as Steps).refill())
  expect(found).toEqual({ counted, torn: 0, after: counted + 1 })
}, 300_000)

interface Steps {
  fill(): Promise<{ code: string; loaded: number; counted: number }>
  refill(): Promise<{ counted: number; torn: number; after: number }>
  verify(acknowledged: number): Promise<string[] | 'removed'>
  run(from: number): Promise<void>
}
