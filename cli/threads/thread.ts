/**
 * A thread that runs a worker file unchanged. The thread provides the globals that the file would find in a browser.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

/** The worker file that a thread runs. */
export interface ThreadData {
  /** The address of the file. */
  readonly file: string
  /** The path of the module `onnxruntime-node`, for the worker file that computes natively. @default none */
  readonly runtime?: string | undefined
}

const { runtime, file } = workerData as ThreadData
const port = parentPort as NonNullable<typeof parentPort>
const request = globalThis.fetch

/** Models on disk are read as files. All other models are fetched as in a page. */
async function fetchAny(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.protocol !== 'file:') return request(input, init)
  const bytes = await readFile(url).catch(() => undefined)
  return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes)
}

const { navigator: given = {} } = globalThis as { navigator?: object }
const globals: Readonly<Record<string, unknown>> = {
  tacetNativeRuntime: runtime === undefined ? undefined : createRequire(import.meta.url)(runtime),
  self: globalThis,
  location: { href: file },
  navigator: given,
  fetch: fetchAny,
  addEventListener: port.addEventListener.bind(port),
  removeEventListener: port.removeEventListener.bind(port),
  postMessage: port.postMessage.bind(port),
  // Deno has a cache, but no page whose address its names would need.
  caches: undefined,
  // If `process` existed, libraries would look for their builds for Node.
  process: undefined,
}
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
await import(file)
