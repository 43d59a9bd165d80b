import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startPageServer } from '../../../store/page-server.js'
import { type PlainBrowser, type PlainTab, startPlainBrowser } from './plain-browser.js'

// Freezes real tabs, and sends them to the real back/forward cache. It needs a browser of its own, so it is a part of the thorough run:
// OWNERS_KILLED=1.

const ready = (tab: PlainTab) => tab.evaluate('globalThis.ready === true').catch(() => false)
const role = (tab: PlainTab) => tab.evaluate('tab.role()')
const embed = (tab: PlainTab, call: string) => tab.evaluate(`tab.embed('${call}', 3)`)
const ticks = (tab: PlainTab) => tab.evaluate('globalThis.ticks')

describe.runIf(process.env['OWNERS_KILLED'] !== undefined)('a real tab', () => {
  const profile = mkdtempSync(join(tmpdir(), 'tacet-frozen-'))
  let server: Awaited<ReturnType<typeof startPageServer>>
  let browser: PlainBrowser
  let tabs: PlainTab[]

  beforeAll(async () => {
    server = await startPageServer(profile)
    browser = await startPlainBrowser(profile)
    tabs = [await openTab(), await openTab()]
  }, 300_000)

  afterAll(async () => {
    await browser.close()
    await server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }, 60_000)

  async function openTab(): Promise<PlainTab> {
    const tab = await browser.open(`${server.origin}/test/engines/tabs/pages/page.html`)
    await vi.waitFor(async () => expect(await ready(tab)).toBe(true), 120_000)
    await tab.evaluate('tab.openEmbedder()')
    return tab
  }

  /** The tab that has the model, and the other one. */
  async function places(): Promise<[PlainTab, PlainTab]> {
    const owner = (await Promise.all(tabs.map(role))).indexOf('owner')
    return [tabs[owner] as PlainTab, tabs[1 - owner] as PlainTab]
  }

  async function freeze(tab: PlainTab): Promise<void> {
    await tab.evaluate('globalThis.ticks = 0; setInterval(() => { globalThis.ticks += 1 }, 20); 0')
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
    await pause(500)
    const before = await ticks(tab)
    await pause(500)
    expect(await ticks(tab)).toBe(before)
  }

  const wake = (tab: PlainTab) => tab.send('Page.setWebLifecycleState', { state: 'active' })

  test('that is frozen gives the model away, and wakes as a guest', async () => {
    const [frozen, other] = await places()
    const numbers = await embed(frozen, 'before')
    await freeze(frozen)
    expect(await embed(other, 'while the other is frozen')).toBe(numbers)
    expect(await role(other)).toBe('owner')
    await wake(frozen)
    expect(await embed(frozen, 'awake')).toBe(numbers)
    expect(await role(frozen)).toBe('guest')
    expect(await other.evaluate('tab.ran()')).toContain('awake')
  }, 60_000)

  /** Leaves the page, and comes back to it. */
  async function awayAndBack(tab: PlainTab, meanwhile: () => Promise<unknown>): Promise<void> {
    await tab.send('Page.navigate', { url: `${server.origin}/package.json` })
    await expect.poll(() => tab.evaluate('location.pathname').catch(() => '')).toBe('/package.json')
    await meanwhile()
    // The page goes while the call is answered.
    await tab.evaluate('history.back()').catch(() => {})
    await expect.poll(() => ready(tab), { timeout: 20_000 }).toBe(true)
  }

  test('that comes back from the back/forward cache as a guest gets the answer that it waited for', async () => {
    const [owner, guest] = await places()
    await guest.evaluate("globalThis.kept = true; globalThis.answer = tab.embed('asked before', 600); 0")
    await awayAndBack(guest, () => embed(owner, 'meanwhile'))
    expect(await guest.evaluate('globalThis.kept')).toBe(true)
    expect(await guest.evaluate('answer')).toMatch(/^601 /)
    expect([await role(owner), await role(guest)]).toEqual(['owner', 'guest'])
  }, 60_000)

  test('that owns the model and is left gives the model away, and is served when the user comes back', async () => {
    const [owner, guest] = await places()
    await awayAndBack(owner, async () => {
      await embed(guest, 'while the other is away')
      expect(await role(guest)).toBe('owner')
    })
    // Chromium does not keep a page with a model in the back/forward cache, so it loaded the page again.
    expect(await owner.evaluate('performance.getEntriesByType("navigation")[0].type')).toBe('back_forward')
    await owner.evaluate('tab.openEmbedder()')
    await embed(owner, 'back again')
    expect([await role(guest), await role(owner)]).toEqual(['owner', 'guest'])
  }, 60_000)
})
