/**
 * A thread that is to a worker file what a page's worker is: it has the few things that the file finds by itself in a
 * browser. The file is the same code; only the sessions behind it compute natively.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

/** Paths of the native runtime's module and of the worker file. */
export interface ThreadData {
  readonly runtime: string
  readonly file: string
}

const { runtime, file } = workerData as ThreadData
const port = parentPort as NonNullable<typeof parentPort>
const request = globalThis.fetch

/** Models of this machine are files, all others come as they do in a page. */
async function fetchAny(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.protocol !== 'file:') return request(input, init)
  const bytes = await readFile(url).catch(() => undefined)
  return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes)
}

const { navigator: given = {} } = globalThis as { navigator?: object }
const globals: Readonly<Record<string, unknown>> = {
  tacetNativeRuntime: createRequire(import.meta.url)(runtime),
  self: globalThis,
  location: { href: file },
  navigator: given,
  fetch: fetchAny,
  addEventListener: port.addEventListener.bind(port),
  removeEventListener: port.removeEventListener.bind(port),
  postMessage: port.postMessage.bind(port),
  // With it, libraries would look for their builds for Node.
  process: undefined,
}
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
await import(file)
