import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from './open-browser.js'
import { openWatchedPage } from './watched-page.js'

const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
const site = `${folder}/docs`

let browser: Browser
let server: StaticServer

// A busy machine takes long to start a browser.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

beforeAll(async () => {
  browser = await openBrowser()
  server = await serveFolder({ routes: [{ prefix: '/deep/er/', folder }], headers: pageHeaders })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const visit = (path: string) => openWatchedPage(browser, `${server.url}deep/er/docs/${path}`)

test('every link of the built pages leads to a page, a file or a section that is there', () => {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
  const html = new Map(pages.map((name) => [name.replaceAll('\\', '/'), readFileSync(`${site}/${name}`, 'utf8')]))
  expect(html.size).toBeGreaterThan(20)
  const dead = [...html].flatMap(([name, text]) =>
    [...text.matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, link = '']) => {
      if (/^[a-z]+:/.test(link)) return []
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? name : posix.join(posix.dirname(name), path)
      if (!existsSync(`${site}/${target}`)) return [`${name}: ${link}`]
      const hasAnchor = anchor === undefined || html.get(target)?.includes(`id="${decodeURIComponent(anchor)}"`)
      return hasAnchor ? [] : [`${name}: ${link}`]
    }),
  )
  expect(dead).toEqual([])
})

test('the pages work under a path and a strict policy, and ask no other origin', async () => {
  const { page, elsewhere, errors } = await visit('')
  await page.getByRole('link', { name: 'minilm', exact: true }).first().click()
  await expect.poll(() => page.locator('h1').textContent()).toContain('minilm')
  await page.getByRole('link', { name: 'Demo' }).click()
  await expect.poll(() => page.title()).toContain('private NLP in the page')
  expect({ elsewhere, errors }).toEqual({ elsewhere: [], errors: [] })
  await page.context().close()
})

test('the search finds a name of the package and goes to its description', async () => {
  const { page, errors } = await visit('models/minilm.html')
  await page.keyboard.press('/')
  await page.keyboard.type('createSuggester')
  await expect.poll(() => page.locator('#found a').first().textContent()).toContain('createSuggester')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('#createsuggester')
  expect(errors).toEqual([])
  await page.context().close()
})

test('what was read before opens without a network', async () => {
  const { page } = await visit('../')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (navigator.serviceWorker.controller === null) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  const address = `${server.url}deep/er/docs/models/minilm.html`
  await page.goto(address)
  await page.context().setOffline(true)
  await page.goto(address)
  expect(await page.locator('h1').textContent()).toContain('minilm')
  expect(await page.locator('header').evaluate((header) => getComputedStyle(header).position)).toBe('sticky')
  await page.context().close()
})
