import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { openTab, publish, storedFiles } from './model-files-tab.js'

const WEIGHTS = 'onnx/model.onnx'

afterEach(async () => {
  await grantQuota()
  const tab = openTab()
  await tab.clear()
  await caches.delete('tacet-models')
  tab.terminate()
})

/** Limits the storage that the browser grants this origin; without a number, restores the default. */
async function grantQuota(quotaSize?: number): Promise<void> {
  const origin = location.origin
  await cdp().send('Storage.overrideQuotaForOrigin', quotaSize === undefined ? { origin } : { origin, quotaSize })
}

async function used(): Promise<number> {
  return (await navigator.storage.estimate()).usage ?? 0
}

test('without the private file system the Cache API keeps the files', async () => {
  const { site, source, digests } = await publish()
  const tab = openTab()
  await tab.withhold('opfs')
  expect(await tab.open(source)).toMatchObject({ storage: 'cache', read: digests })
  await site.requests()
  expect(await tab.open(source)).toMatchObject({ storage: 'cache', read: digests, progress: [] })
  expect(await site.requests()).toEqual([])
  expect(await tab.list()).toMatchObject([{ id: source.id, complete: true }])
  expect(await tab.stored(source)).toBe(true)
  expect(await tab.delete(source.id)).toBe(true)
  expect(await tab.list()).toEqual([])
})

test('the Cache API keeps the part of a download that broke, too', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 }, { type: 'status', status: 503 })
  const tab = openTab()
  await tab.withhold('opfs')
  expect((await tab.open(source)).error).toMatchObject({ retryable: true })
  await site.requests()
  expect(await tab.open(source)).toMatchObject({ read: digests })
  expect(await site.requests()).toEqual([{ path: WEIGHTS, range: 'bytes=150000-', status: 206 }])
})

test('without any storage the model runs from memory, and says so', async () => {
  const { source, digests } = await publish()
  const tab = openTab()
  await tab.withhold('opfs', 'cache')
  const opened = await tab.open(source)
  expect(opened).toMatchObject({ storage: 'memory', read: digests, warning: { code: 'storage-unavailable' } })
  expect(await tab.list()).toEqual([])
  expect(await tab.stored(source)).toBe(false)
  expect(await tab.delete(source.id)).toBe(false)
  expect((await tab.open(source, { pin: true })).error).toMatchObject({ code: 'storage-unavailable' })
})

test('outside a secure context, without locks and the browser’s digests, files are verified all the same', async () => {
  const { site, source, digests } = await publish()
  const tab = openTab()
  await tab.withhold('opfs', 'cache', 'locks', 'subtle')
  await site.fault(WEIGHTS, { type: 'flip', at: 12 })
  expect((await tab.open(source)).error).toMatchObject({ code: 'model-corrupt', file: WEIGHTS })
  expect(await tab.open(source)).toMatchObject({ storage: 'memory', read: digests })
})

test('a model that the quota refuses runs from memory, with a warning and nothing left behind', async () => {
  const { site, source, digests } = await publish(crypto.randomUUID(), 3_000_000)
  await grantQuota((await used()) + 1_000_000)
  const opened = await openTab().open(source)
  expect(opened).toMatchObject({ storage: 'memory', read: digests, warning: { code: 'storage-full' } })
  expect((await storedFiles()).filter((name) => name.includes(digests[WEIGHTS]!))).toEqual([])
  await grantQuota()
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ storage: 'opfs', read: digests })
  expect((await site.requests()).map(({ path }) => path)).toContain(WEIGHTS)
})

test('a model that was to be pinned and cannot be kept is refused', async () => {
  const { source } = await publish(crypto.randomUUID(), 3_000_000)
  await grantQuota((await used()) + 1_000_000)
  expect((await openTab().open(source, { pin: true })).error).toMatchObject({ code: 'storage-full' })
})

test('a quota that is used up in the middle of a file turns to memory without fetching anything twice', async () => {
  const { site, source, digests } = await publish(crypto.randomUUID(), 3_000_000)
  await site.fault(WEIGHTS, { type: 'stall', after: 1_000_000 })
  const before = await used()
  const opening = openTab().open(source, { stallMs: 2000 })
  await expect.poll(async () => (await used()) - before).toBeGreaterThan(900_000)
  await grantQuota(before + 500_000)
  expect(await opening).toMatchObject({ storage: 'memory', read: digests, warning: { code: 'storage-full' } })
  expect((await site.requests()).at(-1)).toEqual({ path: WEIGHTS, range: 'bytes=1000000-', status: 206 })
  expect((await storedFiles()).filter((name) => name.includes(digests[WEIGHTS]!))).toEqual([])
})

test('when space is short the model that was used longest ago goes, but not a pinned one', async () => {
  const size = 3_000_000
  const [pinned, old, recent, fresh] = await Promise.all(['p', 'o', 'r', 'f'].map((id) => publish(id, size)))
  const tab = openTab()
  await tab.open(pinned!.source, { pin: true })
  for (const { source } of [old!, recent!]) await tab.open(source)
  await grantQuota((await used()) + 1_000_000)
  expect(await tab.open(fresh!.source)).toMatchObject({ storage: 'opfs', warning: undefined })
  expect((await tab.list()).map(({ id }) => id)).toEqual(['f', 'r', 'p'])
})

test('a stored file that was damaged is fetched again when it is read', async () => {
  const { site, source, digests } = await publish()
  await openTab().open(source)
  await damage(digests[WEIGHTS]!)
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect((await site.requests()).map(({ path }) => path)).toEqual([WEIGHTS])
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect(await site.requests()).toEqual([])
})

test('files that the browser removed are fetched again', async () => {
  const { site, source, digests } = await publish()
  await openTab().open(source)
  await damage(digests[WEIGHTS]!, 'remove')
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect((await site.requests()).map(({ path }) => path)).toEqual([WEIGHTS])
})

test('a damaged record costs a look at the files and no download', async () => {
  const { site, source, digests } = await publish()
  await openTab().open(source)
  await damage('record.json')
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect(await site.requests()).toEqual([])
})

test('models are listed, pinned, deleted and cleared', async () => {
  const [one, two] = [await publish(), await publish()]
  const tab = openTab()
  expect(await tab.stored(one.source)).toBe(false)
  await tab.open(one.source)
  await tab.open(two.source)
  expect(await tab.stored(one.source)).toBe(true)
  expect(await tab.stored({ ...one.source, sha256: '0'.repeat(64) })).toBe(false)
  const [latest, earlier] = await tab.list()
  expect(latest).toMatchObject({ id: two.source.id, tasks: ['embed'], complete: true, pinned: false })
  expect(earlier!.id).toBe(one.source.id)
  expect(latest!.bytes).toBeGreaterThanOrEqual(two.source.bytes)

  await tab.pin(one.source.id, true)
  expect((await tab.list()).find(({ id }) => id === one.source.id)?.pinned).toBe(true)
  await tab.open(one.source)
  expect((await tab.list())[0]).toMatchObject({ id: one.source.id, pinned: true })
  expect(await tab.pin('nobody', true)).toMatchObject({ code: 'model-unknown' })

  expect(await tab.delete(two.source.id)).toBe(true)
  expect(await tab.delete(two.source.id)).toBe(false)
  expect((await tab.list()).map(({ id }) => id)).toEqual([one.source.id])
  await tab.clear()
  expect(await tab.list()).toEqual([])
  expect(await storedFiles()).toEqual([])
})

test('an interrupted download is listed as incomplete', async () => {
  const { site, source } = await publish()
  await site.fault(WEIGHTS, { type: 'status', status: 503 })
  const tab = openTab()
  await tab.open(source)
  expect(await tab.list()).toMatchObject([{ id: source.id, complete: false }])
  expect(await tab.stored(source)).toBe(false)
})

test('the estimate says where models are kept and how much room there is', async () => {
  const estimate = await openTab().estimate()
  expect(estimate).toMatchObject({ storage: 'opfs', persisted: expect.any(Boolean) })
  expect(estimate.quota).toBeGreaterThan(estimate.usage)
})

/** Changes or removes the data under a name, like a failing disk or a cleaner. */
async function damage(name: string, how: 'flip' | 'remove' = 'flip'): Promise<void> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('tacet-models')
  for await (const handle of root.values()) {
    const folder = handle as FileSystemDirectoryHandle
    if (how === 'remove') {
      await folder.removeEntry(name)
      continue
    }
    const file = await folder.getFileHandle(name)
    const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer())
    bytes[0]! ^= 0xff
    const writable = await file.createWritable()
    await writable.write(bytes)
    await writable.close()
  }
}
