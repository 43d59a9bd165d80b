import { deleteDB, openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { createGenerator } from '../../src/generate.js'
import { definePrompt, openReleases, type Release, type Releases } from '../../src/release/index.js'
import { fakeEngine } from '../../src/testing.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const pinned = (source: string) => ({ version: definePrompt(source, { name: 'any' }).version, source })

const releaseOf = (id: string): Release => ({
  format: 'tacet-release',
  version: 1,
  id,
  channels: { stable: { prompts: { greet: pinned(`${id} greets {{name}}`) } } },
})

async function accept(releases: Releases, release: Release): Promise<void> {
  const text = JSON.stringify(release)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  await releases.accept(text, { sha256 })
}

async function open(name: string, options: { onChange?: (release: { id: string }) => void } = {}): Promise<Releases> {
  const releases = await openReleases(name, { initial: releaseOf('first'), ...options })
  closing.push(() => releases.close())
  return releases
}

/** Another tab of the browser, with its own modules and memory. */
async function openTab(name: string): Promise<Releases> {
  const tab = window.open('/test/browser/tabs/release-tab.html') as (Window & Pick<typeof globalThis, 'openTab'>) | null
  if (tab === null) throw new Error('The browser opened no tab')
  closing.push(() => tab.close())
  await vi.waitFor(() => expect(tab.openTab).toBeTypeOf('function'), { timeout: 30_000 })
  return tab.openTab(name, releaseOf('first'))
}

const uniqueName = (what: string) => `${what}-${crypto.randomUUID()}`

test('a release and its rollback are seen in another tab, and stay when all tabs are gone', async () => {
  const name = uniqueName('tabs')
  const changes: string[] = []
  const here = await open(name, { onChange: ({ id }) => changes.push(id) })
  const there = await openTab(name)
  await accept(here, releaseOf('second'))
  await accept(there, releaseOf('third'))
  await expect.poll(() => here.current().id).toBe('third')
  await expect.poll(() => there.current().id).toBe('third')

  const before = there.current().render('greet', { name: 'Ada' })
  await here.rollback()
  await expect.poll(() => there.current().id).toBe('second')
  // A prompt that was filled in before stays unchanged.
  expect(before.prompt.release).toBe('third')

  await there.rollback()
  await expect.poll(() => here.current().id).toBe('first')
  expect(changes).toEqual(['second', 'third', 'second', 'first'])
  await there.close()
  await here.close()
  expect((await open(name)).current().id).toBe('first')
})

test('tabs that change at the same time lose nothing', async () => {
  const name = uniqueName('race')
  const [here, there] = [await open(name), await openTab(name)]
  await accept(here, releaseOf('second'))
  await expect.poll(() => there.current().id).toBe('second')
  const run = (releases: Releases) => releases.run(async () => 'fine')
  await Promise.all([here, there].flatMap((releases) => Array.from({ length: 10 }, () => run(releases))))
  await expect.poll(() => here.counts()).toMatchObject([{ release: 'second', runs: 20, failed: 0 }])
  // The failures of both tabs count together.
  await accept(here, releaseOf('third'))
  await expect.poll(() => there.current().id).toBe('third')
  const fail = (releases: Releases) => releases.run(() => Promise.reject(new Error('broken'))).catch(() => {})
  await fail(here)
  await fail(there)
  await fail(here)
  await expect.poll(() => there.current().id).toBe('second')
  await there.close()
})

test('the last release is in force after a restart, offline, and a damaged one is passed over', async () => {
  const name = uniqueName('restart')
  const first = await open(name)
  await accept(first, releaseOf('second'))
  await accept(first, releaseOf('third'))
  await first.close()
  const again = await open(name)
  expect(again.current().id).toBe('third')
  expect(again.current().render('greet', { name: 'Ada' }).messages[0]?.content).toBe('third greets Ada')
  await again.close()

  const database = await openDB('tacet-releases')
  const state = await database.get('releases', name)
  state.kept[1].text = state.kept[1].text.replace('third greets', 'Evil greets')
  await database.put('releases', state, name)
  database.close()
  expect((await open(name)).current().id).toBe('second')
})

test('data that are removed while the page is open are written again with the next change', async () => {
  const name = uniqueName('wiped')
  const releases = await open(name)
  await accept(releases, releaseOf('second'))
  await deleteDB('tacet-releases')
  expect(releases.current().id).toBe('second')
  await releases.run(async () => 'fine')
  expect((await open(name)).current().id).toBe('second')
})

test('on a full disk the last good release stays in force, answers go on, and a rollback works in its tab until it can be stored', async () => {
  const name = uniqueName('full')
  const releases = await open(name)
  await accept(releases, releaseOf('second'))
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  closing.push(() => full.mockRestore())
  await expect(accept(releases, releaseOf('third'))).rejects.toMatchObject({ code: 'storage-full' })
  expect(releases.current().id).toBe('second')
  const generator = await createGenerator({
    engines: [
      fakeEngine({
        generate: {
          text: 'hi',
          finishReason: 'stop',
          usage: { inputTokens: 1, outputTokens: 1 },
          timings: { firstTokenMs: 1, tokensPerSecond: 1 },
        },
      }),
    ],
  })
  const { prompt } = await releases.run(({ render }) => generator.generate(render('greet', { name: 'Ada' })))
  expect(prompt).toMatchObject({ name: 'greet', release: 'second', channel: 'stable' })
  await expect(releases.rollback()).rejects.toMatchObject({ code: 'storage-full' })
  expect(releases.current().id).toBe('first')
  full.mockRestore()
  await releases.run(async () => 'fine')
  expect(releases.current().id).toBe('first')
  expect((await open(name)).current().id).toBe('first')
  expect(releases.counts()).toContainEqual(expect.objectContaining({ release: 'second', runs: 1 }))
})
