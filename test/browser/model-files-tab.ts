import { wrap } from 'comlink'
import { onTestFinished } from 'vitest'
import type { ModelFile, ModelManifest, ModelSource } from '../../src/shared/model-manifest.js'
import { sha256 } from '../../workers/model-files/digest.js'
import type { ModelFilesWorker } from './model-files.worker.js'
import { createFaultySite, type FaultySite } from './servers/faulty-site.js'

type Calls = {
  readonly [Name in keyof ModelFilesWorker]: ModelFilesWorker[Name] extends (...values: infer Values) => infer R
    ? (...values: Values) => Promise<Awaited<R>>
    : never
}
export type Tab = Calls & { terminate(): void }

/** A separate worker, like that of another tab. */
export function openTab(): Tab {
  const worker = new Worker(new URL('./model-files.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  return new Proxy(wrap<ModelFilesWorker>(worker) as unknown as Tab, {
    get: (remote, key) => (key === 'terminate' ? () => worker.terminate() : Reflect.get(remote, key)),
  })
}

type CatalogSource = Extract<ModelSource, { type: 'catalog' }>

export interface PublishedModel {
  readonly site: FaultySite
  readonly source: CatalogSource
  readonly manifest: ModelManifest
  readonly contents: Readonly<Record<string, Uint8Array<ArrayBuffer>>>
  /** The right content of every file. */
  readonly digests: Readonly<Record<string, string>>
}

/** Puts a catalog model on the faulty server: a small text file and a larger binary one, different for each id. */
export async function publish(id: string = crypto.randomUUID(), weightBytes = 300_000): Promise<PublishedModel> {
  const site = createFaultySite()
  const contents = {
    'config.json': new TextEncoder().encode(JSON.stringify({ id })),
    'onnx/model.onnx': noise(weightBytes),
  }
  const files: ModelFile[] = []
  for (const [path, bytes] of Object.entries(contents)) {
    await site.put(path, bytes)
    files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) })
  }
  const manifest: ModelManifest = {
    id,
    version: 1,
    license: 'Apache-2.0',
    tasks: ['embed'],
    architecture: { type: 'transformer', model: 'onnx/model.onnx', tokenizer: 'tokenizer.json', maxTokens: 8 },
    files,
  }
  const text = JSON.stringify(manifest)
  await site.put('manifest.json', text)
  const bytes = files.reduce((sum, file) => sum + file.bytes, text.length)
  const source = { type: 'catalog', id, url: site.url, bytes, sha256: await sha256(text) } as const
  return {
    site,
    source,
    manifest,
    contents,
    digests: Object.fromEntries(files.map((file) => [file.path, file.sha256])),
  }
}

export function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  // The first byte of an ONNX file. Random bytes begin like a page now and then, and would be refused as one.
  bytes[0] = 8
  return bytes
}

/** Where this browser keeps models: the Cache API where it has no files of its own for sites. */
export const kept = navigator.storage?.getDirectory === undefined ? 'cache' : 'opfs'

/** Every file that is stored, as `folder/name`, finished or not. */
export async function storedFiles(): Promise<string[]> {
  if (kept === 'cache') {
    const requests = await (await caches.open('tacet-models')).keys()
    return requests.map(({ url }) => url.split('/').slice(-2).join('/'))
  }
  const found: string[] = []
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('tacet-models', { create: true })
  for await (const [folder, handle] of root.entries()) {
    for await (const name of (handle as FileSystemDirectoryHandle).keys()) found.push(`${folder}/${name}`)
  }
  return found
}

/** Removes all stored models. */
export async function clearStored(): Promise<void> {
  if (kept === 'cache') await caches.delete('tacet-models')
  else await (await navigator.storage.getDirectory()).removeEntry('tacet-models', { recursive: true }).catch(() => {})
}
