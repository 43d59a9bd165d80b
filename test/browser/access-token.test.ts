import { type CreateOptions, createEmbedder, createLabeler } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterEach, expect, test } from 'vitest'
import { createFaultySite, type FaultySite } from './servers/faulty-site.js'

const TOKEN = 'hf_secret-of-a-user'
const Q8 = 'onnx/model_quantized.onnx'

let engine = localEngine({ baseUrl: '/' })
afterEach(() => {
  engine.stop()
  engine = localEngine({ baseUrl: '/' })
})

async function gatedSite(token = TOKEN): Promise<FaultySite> {
  const site = createFaultySite()
  for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json', Q8]) {
    const file = await fetch(`/test/fixtures/models/label/${path}`)
    await site.put(path, new Uint8Array(await file.arrayBuffer()), { token })
  }
  return site
}

const open = ({ url }: FaultySite, options: CreateOptions = {}) =>
  createLabeler({ engines: [engine], model: url, ...options })

test('a token opens a model behind a login, is nowhere stored, and is not needed for a stored model', async () => {
  const site = await gatedSite()
  await expect(open(site)).rejects.toThrow(/401 for config\.json in .*Give the `accessToken`/)
  await site.requests()
  const labeler = await open(site, { accessToken: TOKEN })
  await labeler.close()
  const requests = await site.requests()
  expect(requests.length).toBeGreaterThan(3)
  for (const { authorization } of requests) expect(authorization).toBe(`Bearer ${TOKEN}`)
  const stored = await storedTexts()
  expect(stored).toContain('BertForTokenClassification')
  expect(stored).not.toContain(TOKEN)
  engine.stop()
  await (await open(site)).close()
  expect(await site.requests()).toEqual([])
})

test('the token does not follow a redirect to another origin', async () => {
  const site = await gatedSite()
  const other = createFaultySite()
  const weights = await fetch(`/test/fixtures/models/label/${Q8}`)
  await other.put(Q8, new Uint8Array(await weights.arrayBuffer()))
  await site.fault(Q8, { type: 'status', status: 302, location: `${other.url.replace('127.0.0.1', 'localhost')}${Q8}` })
  await (await open(site, { accessToken: TOKEN })).close()
  const [redirected] = await other.requests()
  expect(redirected).toMatchObject({ path: Q8, status: 200, elsewhere: true })
  expect(redirected).not.toHaveProperty('authorization')
})

test.each([
  [401, /does not accept the `accessToken`/],
  [403, /may not read this model\. Accept the terms/],
])('a %i with a token says what to do, without the token', async (status, message) => {
  const site = await gatedSite()
  for (const path of ['manifest.json', 'config.json', 'gliner_config.json']) {
    await site.fault(path, { type: 'status', status, times: 9 })
  }
  const error = await open(site, { accessToken: TOKEN }).catch((reason: unknown) => reason as Error)
  expect((error as Error).message).toMatch(message)
  expect(JSON.stringify([(error as Error).message, (error as Error).stack, error])).not.toContain(TOKEN)
})

test.each(['two words', 'line\nend', ''])('%j is no token', async (accessToken) => {
  await expect(createEmbedder({ engines: [engine], accessToken })).rejects.toThrow(/`accessToken` must be a token/)
})

test('a model that is too large for the device is refused before its download', async () => {
  const site = await gatedSite()
  await site.fault(Q8, { type: 'claim', bytes: 6 * 2 ** 30 })
  await expect(open(site, { accessToken: TOKEN })).rejects.toMatchObject({ code: 'out-of-memory', retryable: false })
})

/** All data that this origin keeps in its private files, in the Cache API and in localStorage, as text. */
async function storedTexts(): Promise<string> {
  const texts = [JSON.stringify({ ...localStorage })]
  const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const entry of folder.values()) {
      if (entry.kind === 'directory') await read(entry as FileSystemDirectoryHandle)
      else texts.push(entry.name, await (await (entry as FileSystemFileHandle).getFile()).text())
    }
  }
  // WebKitGTK gives pages no private files, so the worker keeps models in the Cache API there.
  if (navigator.storage?.getDirectory !== undefined) await read(await navigator.storage.getDirectory())
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      const headers = [...request.headers, ...(response?.headers ?? [])].flat()
      texts.push(name, request.url, ...headers, (await response?.text()) ?? '')
    }
  }
  return texts.join('\n')
}
