import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StorePages, startPages } from '../../../store/pages.js'
import type { Tab } from './page.js'

/** More for a thorough run: OWNERS_KILLED=50. */
const THOROUGH = process.env['OWNERS_KILLED'] !== undefined
const KILLS = Number(process.env['OWNERS_KILLED'] ?? 3)
const KILLS_OF_WRITERS = THOROUGH ? KILLS : 1

/** Tokens of an answer, as many as the model can write: a tab must die before the end. */
const WORDS = 480

let pages: StorePages
/** Requests for weights. */
let downloads = 0
const open: Page[] = []

beforeAll(async () => {
  pages = await startPages({
    '/models': (request, _response, next) => {
      if (/\.(bin|onnx|safetensors|gguf)/.test(request.url ?? '')) downloads += 1
      next()
    },
  })
}, 300_000)

afterAll(() => pages?.close(), 300_000)

/** Calls a function of the page. */
function ask<Name extends keyof Tab>(page: Page, name: Name, ...given: Parameters<Tab[Name]>) {
  return page.evaluate(
    ([called, values]) =>
      (globalThis as never as { tab: Record<string, (...all: unknown[]) => unknown> }).tab[called]?.(...values),
    [name, given] as const,
  ) as Promise<Awaited<ReturnType<Tab[Name]>>>
}

async function openTab(): Promise<Page> {
  const page = await pages.open('../engines/tabs/pages/page.html')
  open.push(page)
  return page
}

const embed = (page: Page, call: string) => ask(page, 'embed', call)
const ran = (page: Page) => ask(page, 'ran')
const role = (page: Page) => ask(page, 'role')

/** Prepares to end a tab, like a user who closes it or like a crash of its process. */
async function killer(page: Page, how: 'close' | 'crash'): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page)
  return () => {
    open.splice(open.indexOf(page), 1)
    if (how === 'close') return page.close()
    const crashed = page.waitForEvent('crash')
    // The answer never comes.
    session.send('Page.crash').catch(() => {})
    return crashed
  }
}

test('the second tab has no worker, and gets the same numbers and the same digest', async () => {
  const [first, second] = [await openTab(), await openTab()]
  const digests = [first, second].map((page) => ask(page, 'openEmbedder'))
  expect(new Set(await Promise.all(digests)).size).toBe(1)
  const numbers = await Promise.all([embed(first, 'one'), embed(second, 'two')])
  expect(numbers[0]).toMatch(/^601 \S+/)
  expect(numbers[1]).toBe(numbers[0])
  expect([await role(first), await role(second)].toSorted()).toEqual(['guest', 'owner'])
  const guest = (await role(first)) === 'guest' ? first : second
  expect(await ask(guest, 'workers')).toBe(0)
  expect(await ask(guest, 'abort')).toBe(true)
  expect(downloads).toBe(1)
}, 120_000)

test('an owner that will be frozen gives the model away, and wakes as a guest', async () => {
  const owner = (await Promise.all(open.map(role))).indexOf('owner')
  const [frozen, other] = [open[owner] as Page, open[1 - owner] as Page]
  await ask(frozen, 'sleep')
  await embed(other, 'while the other sleeps')
  expect(await role(other)).toBe('owner')
  await ask(frozen, 'wake')
  await embed(frozen, 'awake')
  expect(await role(frozen)).toBe('guest')
  expect(await ran(other)).toContain('awake')
}, 120_000)

test.runIf(THOROUGH)(
  'an owner that falls silent loses the model, and is served afterwards',
  async () => {
    const owner = (await Promise.all(open.map(role))).indexOf('owner')
    const [silent, other] = [open[owner] as Page, open[1 - owner] as Page]
    await ask(silent, 'block', 20_000)
    await embed(other, 'while the other is silent')
    expect(await role(other)).toBe('owner')
    await embed(silent, 'heard again')
    expect(await ran(other)).toContain('heard again')
  },
  120_000,
)

test(
  'when the owner is killed in the middle of calls, every call of the others settles, and no tab runs one twice',
  async () => {
    for (let round = 0; round < KILLS; round += 1) {
      while (open.length < 3) {
        const page = await openTab()
        await ask(page, 'openEmbedder')
      }
      const owner = open[(await Promise.all(open.map(role))).indexOf('owner')] as Page
      const others = open.filter((page) => page !== owner)
      const end = await killer(owner, round % 2 === 0 ? 'crash' : 'close')
      const names = others.flatMap((_, tab) => [0, 1, 2].map((call) => `${round} ${tab} ${call}`))
      const calls = names.map((name) => embed(others[Number(name.split(' ')[1])] as Page, name))
      await expect.poll(async () => (await ran(owner)).some((name) => names.includes(name))).toBe(true)
      await end()
      expect(new Set(await Promise.all(calls)).size, `round ${round}`).toBe(1)
      for (const page of others) {
        const all = await ran(page)
        expect(new Set(all).size, `round ${round}`).toBe(all.length)
      }
    }
  },
  120_000 + KILLS * 20_000,
)

test(
  'when the owner is killed while it writes, no word comes twice',
  async () => {
    let whole = ''
    for (let round = 0; round < KILLS_OF_WRITERS; round += 1) {
      while (open.length < 2) await openTab()
      const [owner, guest] = open as [Page, Page]
      // One after the other, so that the first page owns the model.
      await ask(owner, 'openGenerator')
      const before = await ask(guest, 'workers')
      await ask(guest, 'openGenerator')
      // A guest needs no worker, not even one that looks for stored files.
      expect(await ask(guest, 'workers'), `round ${round}`).toBeLessThanOrEqual(before)
      if (round === 0) whole = (await ask(guest, 'streams', 1, WORDS))[0]?.text ?? ''
      const end = await killer(owner, round % 2 === 0 ? 'crash' : 'close')
      const begun = ask(guest, 'firstWord')
      // They are written one after the other, so the tab dies before the last of them ends.
      const answers = ask(guest, 'streams', 4, WORDS)
      await begun
      await end()
      const [cut, complete] = [await answers, [] as string[]]
      for (const { text, end: how, retryable } of cut) {
        if (how === 'whole') complete.push(text)
        else expect([how, retryable, whole.startsWith(text)]).toEqual(['worker-crashed', true, true])
      }
      expect(complete.length).toBeLessThan(4)
      expect(new Set([whole, ...complete]).size).toBe(1)
    }
  },
  120_000 + KILLS_OF_WRITERS * 20_000,
)
