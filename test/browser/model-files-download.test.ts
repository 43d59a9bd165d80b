import { afterEach, expect, test } from 'vitest'
import { folderOf } from '../../workers/model-files/record.js'
import { clearStored, kept, openTab, publish, storedFiles } from './model-files-tab.js'
import type { Fault } from './servers/faulty-site.js'

const WEIGHTS = 'onnx/model.onnx'

afterEach(clearStored)

test('the first opening fetches and stores every file, and the second requests nothing', async () => {
  const { site, source, manifest, digests } = await publish()
  const first = await openTab().open(source)
  expect(first).toMatchObject({ storage: kept, manifest, digest: source.sha256, bytes: source.bytes, read: digests })
  expect(first.warning).toBeUndefined()
  expect((await site.requests()).map(({ path }) => path)).toEqual(['manifest.json', 'config.json', WEIGHTS])
  const second = await openTab().open(source)
  expect(second).toMatchObject({ storage: kept, read: digests, progress: [] })
  expect(await site.requests()).toEqual([])
})

test('progress starts at 0, never falls and ends at the total of the manifest', async () => {
  const { site, source } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 }, { type: 'no-range' })
  const { progress } = await openTab().open(source)
  expect(progress[0]).toEqual({ loaded: 0, total: source.bytes })
  expect(progress.at(-1)).toEqual({ loaded: source.bytes, total: source.bytes })
  expect(progress.length).toBeGreaterThan(2)
  progress.reduce((before, now) => {
    expect(now.loaded).toBeGreaterThan(before.loaded)
    return now
  })
})

const refused: [name: string, fault: Fault, code: string, retryable: boolean, sentence: RegExp][] = [
  ['a 404', { type: 'status', status: 404 }, 'model-download', false, /answered 404 for onnx\/model\.onnx/],
  ['a 503', { type: 'status', status: 503 }, 'model-download', true, /answered 503/],
  ['an HTML page', { type: 'html' }, 'model-download', false, /an HTML page instead of onnx\/model\.onnx/],
  ['an HTML page that claims to be binary', { type: 'page' }, 'model-download', false, /an HTML page/],
  ['half a file', { type: 'cut', after: 150_000 }, 'model-corrupt', false, /ends after 150000 of 300000 bytes/],
  ['a wrong byte', { type: 'flip', at: 299_999 }, 'model-corrupt', false, /SHA-256/],
]

test.each(refused)('%s is refused by name, nothing of it is kept, and the right file is taken', async (...row) => {
  const [, fault, code, retryable, sentence] = row
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, fault)
  const { error } = await openTab().open(source)
  expect(error).toMatchObject({ code, retryable, file: WEIGHTS, message: expect.stringMatching(sentence) })
  expect((await storedFiles()).filter((name) => name.includes(digests[WEIGHTS]!))).toEqual([])
  expect(await openTab().open(source)).toMatchObject({ storage: kept, read: digests })
})

const missing: [name: string, fault: Fault, sentence: RegExp][] = [
  ['a 404', { type: 'status', status: 404 }, /answered 404 for its manifest/],
  ['an HTML page', { type: 'html' }, /sent an HTML page for its manifest/],
  ['an HTML page that claims to be binary', { type: 'page' }, /sent an HTML page for its manifest/],
]

test.each(missing)(
  '%s for a manifest names the model, its address, and the lines that install and serve it',
  async (...row) => {
    const [, fault, sentence] = row
    const { site, source } = await publish()
    await site.fault('manifest.json', fault)
    const { error } = await openTab().open(source)
    expect(error).toMatchObject({ code: 'model-missing', retryable: false, message: expect.stringMatching(sentence) })
    const { message } = error as { message: string }
    const lines = [
      `\`npm install @tacet/${source.id}\``,
      'tacet()',
      'npx tacet copy-assets FOLDER',
      '{model}@{version}',
    ]
    for (const part of [`Model ${source.id} `, source.url, ...lines]) expect(message).toContain(part)
  },
)

test('a busy server that cannot give a manifest is not taken for a missing model', async () => {
  const { site, source } = await publish()
  await site.fault('manifest.json', { type: 'status', status: 503 })
  const { error } = await openTab().open(source)
  expect(error).toMatchObject({ retryable: true, message: expect.stringMatching(/answered 503 for manifest\.json/) })
})

test('a file that is too long is refused as soon as it is', async () => {
  const { site, source, contents } = await publish()
  await site.put(WEIGHTS, new Uint8Array([...contents[WEIGHTS]!, 1]))
  expect((await openTab().open(source)).error).toMatchObject({ code: 'model-corrupt', file: WEIGHTS })
})

test('a manifest of another version than the catalog is refused, with the line that mends it', async () => {
  const { source } = await publish()
  const { error } = await openTab().open({ ...source, sha256: '0'.repeat(64) })
  expect(error).toMatchObject({ code: 'model-corrupt', file: 'manifest.json' })
  expect(error).toHaveProperty(
    'message',
    expect.stringContaining(`npm install tacet@latest @tacet/${source.id}@latest`),
  )
})

test('a connection that breaks half-way is taken up again, and only what is missing is fetched', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 })
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  const requests = (await site.requests()).filter(({ path }) => path === WEIGHTS)
  expect(requests).toEqual([
    { path: WEIGHTS, range: null, status: 200 },
    { path: WEIGHTS, range: 'bytes=150000-', status: 206 },
  ])
})

test('a connection that breaks again and again is worth a retry, which goes on where it ended', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 50_000, times: 4 })
  expect((await openTab().open(source)).error).toMatchObject({ code: 'model-download', retryable: true, file: WEIGHTS })
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect(await site.requests()).toEqual([{ path: WEIGHTS, range: 'bytes=200000-', status: 206 }])
})

test('a server without ranges sends the file anew, and that is fine', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 }, { type: 'no-range' })
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect((await site.requests()).at(-1)).toEqual({ path: WEIGHTS, range: 'bytes=150000-', status: 200 })
})

test('a beginning that was wrong from the start is thrown away and the file fetched whole', async () => {
  const { site, source, contents, digests } = await publish()
  const wrong = contents[WEIGHTS]!.map((byte) => byte ^ 1)
  await site.put(WEIGHTS, wrong)
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 }, { type: 'status', status: 503 })
  expect((await openTab().open(source)).error).toMatchObject({ retryable: true })
  await site.put(WEIGHTS, contents[WEIGHTS]!)
  await site.requests()
  expect(await openTab().open(source)).toMatchObject({ read: digests })
  expect((await site.requests()).map(({ range }) => range)).toEqual(['bytes=150000-', null])
})

test('a server that falls silent counts as a broken connection', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'stall', after: 100_000 })
  expect(await openTab().open(source, { stallMs: 2000 })).toMatchObject({ read: digests })
  expect((await site.requests()).at(-1)).toEqual({ path: WEIGHTS, range: 'bytes=100000-', status: 206 })
})

test('a server that is not there at all is worth a retry', async () => {
  const { source } = await publish()
  const { error } = await openTab().open({ ...source, url: 'http://127.0.0.1:9/' })
  expect(error).toMatchObject({ code: 'model-download', retryable: true, file: 'manifest.json' })
})

test('without a network the failure is called so, and a model that is stored opens all the same', async () => {
  const { source, digests } = await publish()
  const tab = openTab()
  await tab.withhold('network')
  const nowhere = { ...source, url: 'http://127.0.0.1:9/' }
  expect((await tab.open(nowhere)).error).toMatchObject({ code: 'offline', retryable: true })
  await openTab().open(source)
  expect(await tab.open(nowhere)).toMatchObject({ storage: kept, read: digests })
})

test('abort in mid-download rejects with exactly the reason, and the next opening goes on from there', async () => {
  const { site, source, digests } = await publish(crypto.randomUUID(), 4_000_000)
  await site.fault(WEIGHTS, { type: 'stall', after: 2_000_000 })
  const tab = openTab()
  expect((await tab.open(source, { abortAfter: 1_000_000 })).error).toMatchObject({ code: 'exactly the reason' })
  await site.requests()
  expect(await tab.open(source)).toMatchObject({ read: digests })
  const [request, ...others] = await site.requests()
  expect(others).toEqual([])
  expect(request).toMatchObject({ path: WEIGHTS, status: 206 })
  expect(Number(request!.range!.match(/\d+/))).toBeGreaterThanOrEqual(900_000)
})

// The Cache API stores only whole files, so a terminated worker leaves nothing there.
test.runIf(kept === 'opfs')(
  'a worker that is terminated in mid-download leaves a part that the next one goes on from',
  async () => {
    const { site, source, digests } = await publish()
    await site.fault(WEIGHTS, { type: 'stall', after: 150_000 })
    const doomed = openTab()
    void doomed.open(source)
    await expect.poll(storedSize).toBeGreaterThanOrEqual(150_000)
    doomed.terminate()
    await site.requests()
    expect(await openTab().open(source)).toMatchObject({ read: digests })
    expect(await site.requests()).toEqual([{ path: WEIGHTS, range: 'bytes=150000-', status: 206 }])

    async function storedSize(): Promise<number> {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('tacet-models', { create: true })
      let bytes = 0
      for await (const folder of root.values()) {
        for await (const file of (folder as FileSystemDirectoryHandle).values()) {
          bytes += (await (file as FileSystemFileHandle).getFile()).size
        }
      }
      return bytes
    }
  },
)

test('two tabs that want the same model download it once, and both have it', async () => {
  const { site, source, digests } = await publish()
  await site.fault(WEIGHTS, { type: 'drop', after: 150_000 })
  const [one, two] = await Promise.all([openTab().open(source), openTab().open(source)])
  expect([one.read, two.read]).toEqual([digests, digests])
  const paths = (await site.requests()).map(({ path }) => path)
  expect(paths).toEqual(['manifest.json', 'config.json', WEIGHTS, WEIGHTS])
})

test('whoever waits for the download of another tab hears how far it is', async () => {
  const { source, digests } = await publish()
  const folder = await folderOf(source)
  const other = new BroadcastChannel(`tacet-model-${folder}`)
  const opening = await navigator.locks.request(`tacet-model-${folder}`, async () => {
    const waiting = openTab().open(source)
    const isWaiting = async () => (await navigator.locks.query()).pending?.some(({ name }) => name?.endsWith(folder))
    await expect.poll(isWaiting).toBe(true)
    other.postMessage({ type: 'download', loaded: 77_777, total: source.bytes })
    return { waiting }
  })
  const { progress, read } = await opening.waiting
  other.close()
  expect(read).toEqual(digests)
  expect(progress.slice(0, 2).map(({ loaded }) => loaded)).toEqual([0, 77_777])
  expect(progress.at(-1)).toEqual({ loaded: source.bytes, total: source.bytes })
})

test('a new version fetches only the files that changed, and the old ones go', async () => {
  const old = await publish()
  expect(await openTab().open(old.source)).toMatchObject({ storage: kept })
  const fresh = await publish(old.source.id)
  expect(await openTab().open(fresh.source)).toMatchObject({ read: fresh.digests })
  expect((await fresh.site.requests()).map(({ path }) => path)).toEqual(['manifest.json', WEIGHTS])
  const names = (await storedFiles()).map((name) => name.split('/')[1]).sort()
  expect(names).toEqual([...Object.values(fresh.digests), fresh.source.sha256, 'record.json'].sort())
})
