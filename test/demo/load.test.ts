import type { Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { countedServer } from './counted-server.js'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = visitedDemo()
const counted = countedServer(() => demo.url)

/** The usual 4G of such measurements: 9 Mbit/s, 170 ms. */
const FOUR_G = { bytesPerSecond: 9e6 / 8, roundTripMs: 170 }

const redacted = (page: Page) =>
  page
    .getByRole('region', { name: 'What the server would see' })
    .getByText(/\[EMAIL_1\]/)
    .waitFor({ timeout: 60_000 })
const labelled = (page: Page) => page.locator('.scores .best').first().waitFor({ timeout: 60_000 })

test('the first result of Redact takes at most 450 kB, and waits for no model', async () => {
  counted.reset({ holdModels: true })
  await redacted(await demo.visit(counted.url))
  const { bytes, paths } = counted
  await demo.context.close()
  counted.reset({ holdModels: true, network: FOUR_G })
  const started = performance.now()
  await redacted(await demo.visit(counted.url))
  const seconds = (performance.now() - started) / 1000
  console.log(`Redact: ${(bytes / 1000).toFixed(0)} kB to the first result, ${seconds.toFixed(2)} s on 4G`)
  expect(bytes).toBeLessThanOrEqual(450_000)
  // The files come in two round trips: the page, then all that it needs, six files at a time. Six more files would cost a
  // visitor on a phone another fifth of a second.
  expect(paths.length).toBeLessThanOrEqual(14)
})

test('the first result of Classify takes at most 8 MB', async () => {
  counted.reset()
  await labelled(await demo.visit(`${counted.url}#classify`))
  console.log(`Classify: ${(counted.bytes / 1e6).toFixed(2)} MB to the first result`)
  expect(counted.bytes).toBeLessThanOrEqual(8_000_000)
})

test('a visitor downloads no file twice', async () => {
  counted.reset()
  const page = await demo.visit(counted.url)
  await redacted(page)
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('tacet-shell')).keys()).length), {
      timeout: 60_000,
    })
    .toBeGreaterThan(5)
  const files = counted.paths.filter((path) => path.includes('/assets/'))
  expect(files.length).toBeGreaterThan(5)
  expect(files).toEqual([...new Set(files)])
})

test('200 kB that are pasted are read in a worker, and the page stays free', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await redacted(page)
  const long = 'Maria Lopez wrote to maria.lopez@example.com about the invoice of last month. '.repeat(2600)
  const { tasks, slices, shown, copied, replied } = await page.evaluate(async (text) => {
    const durations: number[] = []
    const observer = new PerformanceObserver((list) =>
      durations.push(...list.getEntries().map(({ duration }) => duration)),
    )
    observer.observe({ type: 'longtask' })
    const input = document.querySelector<HTMLTextAreaElement>('#redact-input')!
    input.focus()
    input.select()
    input.setRangeText(text)
    input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
    const status = document.querySelector('.journey-redact [role=status]')!
    while (!/^\d{4,} values/.test(status.textContent ?? '')) await new Promise((next) => setTimeout(next, 50))
    await new Promise((next) => setTimeout(next, 100))
    observer.disconnect()
    const lengths = (selector: string) =>
      [...document.querySelectorAll(selector)].map((each) => (each.textContent ?? '').length)
    return {
      tasks: durations,
      slices: lengths('[aria-label="What the server would see"] .text-slice'),
      shown: lengths('[aria-label="What the server would see"]')[0],
      copied: lengths('.redact-copy')[0],
      replied: document.querySelector<HTMLTextAreaElement>('#redact-answer')!.value.length,
    }
  }, long)
  console.log(`200 kB pasted: tasks over 50 ms: ${tasks.map((ms) => ms.toFixed(0)).join(', ') || 'none'}`)
  // A busy machine makes a task longer. On the page, the rules alone would take most of a second for such a text.
  expect(Math.max(0, ...tasks)).toBeLessThan(1000)
  // All of the text is there, in pieces that are laid out when they are seen. Only its beginning is laid out again.
  expect(shown).toBeGreaterThan(100_000)
  expect(Math.max(...slices)).toBeLessThan(5000)
  expect(slices.reduce((sum, length) => sum + length, 0)).toBe(shown)
  expect(copied).toBeLessThan(25_000)
  expect(replied).toBeLessThan(9000)
})
