import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi, serveApi, type Tacet } from './api-page.js'
import { openBrowser } from './open-browser.js'

declare const tacet: Tacet

let browser: Browser
let isolated: Awaited<ReturnType<typeof serveApi>>
let plain: Awaited<ReturnType<typeof serveApi>>

beforeAll(async () => {
  browser = await openBrowser()
  isolated = await serveApi({ isolation: true })
  plain = await serveApi({ isolation: false })
})

afterAll(async () => {
  await browser.close()
  await Promise.all([isolated.close(), plain.close()])
})

test('when the graphics process is killed, the call is answered all the same', async () => {
  const page = await browser.newPage()
  await openApi(page, isolated.url)
  await page.evaluate(async () => {
    const engine = tacet.localEngine({ device: 'webgpu' })
    const embedder = await tacet.createEmbedder({ engines: [engine], model: '/test/fixtures/models/embed/' })
    await embedder.embed('before')
    Object.assign(globalThis, { embedder })
  })
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const graphics = processInfo.find(({ type }) => type === 'GPU')
  expect(graphics).toBeDefined()
  process.kill(graphics?.id ?? 0, 'SIGKILL')
  const length = await page.evaluate(async () => {
    const { embedder } = globalThis as unknown as { embedder: Awaited<ReturnType<Tacet['createEmbedder']>> }
    return (await embedder.embed('after')).length
  })
  expect(length).toBeGreaterThan(0)
  await page.close()
}, 240_000)

test.each([
  ['with', () => isolated.url],
  ['without', () => plain.url],
])(
  '%s isolation an abort rejects with its reason and leaves the worker free',
  async (_name, url) => {
    const page = await browser.newPage()
    await openApi(page, url())
    const after = await page.evaluate(async () => {
      const embedder = await tacet.createEmbedder()
      const texts = Array.from({ length: 500 }, (_, index) => `${index} ${'some words of a text '.repeat(index % 12)}`)
      const stop = new AbortController()
      const background = { signal: stop.signal, priority: 'background' } as const
      const call = embedder.embed(texts, background).catch((reason: unknown) => reason)
      // An interactive text goes before the rest of the list, so its vector comes in the middle on a machine of any speed.
      await embedder.embed('somebody waits for this')
      stop.abort('enough')
      const reason = await call
      const timed = async (work: () => Promise<unknown>) => {
        const started = performance.now()
        await work()
        return performance.now() - started
      }
      // If the texts were still being computed, this text would wait behind them for nearly their whole time.
      const waited = await timed(() => embedder.embed('one more', { priority: 'background' }))
      const whole = await timed(() => embedder.embed(texts))
      return { reason, share: waited / whole }
    })
    expect(after.reason).toBe('enough')
    expect(after.share).toBeLessThan(0.5)
    await page.close()
  },
  240_000,
)

test('two tabs open the same model at the same time, and both work', async () => {
  const context = await browser.newContext()
  const pages = await Promise.all([context.newPage(), context.newPage()])
  const downloads: string[] = []
  context.on('request', (request) => {
    if (request.url().endsWith('.onnx')) downloads.push(request.url())
  })
  const dimensions = await Promise.all(
    pages.map(async (page) => {
      await openApi(page, isolated.url)
      return page.evaluate(async () => (await (await tacet.createEmbedder()).embed('hello')).length)
    }),
  )
  expect(dimensions).toEqual([384, 384])
  expect(downloads).toHaveLength(1)
  await context.close()
}, 240_000)

test('ten thousand texts come back in order', async () => {
  const page = await browser.newPage()
  await openApi(page, isolated.url)
  const same = await page.evaluate(async () => {
    const embedder = await tacet.createEmbedder({ model: '/test/fixtures/models/embed/' })
    const texts = Array.from({ length: 10_000 }, (_, index) => `text ${index % 5000}`)
    const vectors = await embedder.embed(texts)
    const [first, again] = [vectors[17], vectors[5017]]
    return (
      vectors.length === 10_000 && first !== undefined && again !== undefined && first.every((x, i) => x === again[i])
    )
  })
  expect(same).toBe(true)
  await page.close()
}, 240_000)
