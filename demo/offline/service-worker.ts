/**
 * Makes the page open without a network from the second visit on, and counts what the page and its workers ask of other
 * origins. Models are kept by the package itself, verified.
 */
declare const self: ServiceWorkerGlobalScope

interface FileList {
  readonly files: readonly string[]
}

const CACHE = 'tacet-shell'
const DOCUMENTS = 'tacet-documents'

// Nothing is fetched here: a visitor of the first panel must not pay for all the others.
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepShell())
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) {
    if (url.protocol.startsWith('http')) event.waitUntil(report(url.origin))
    return
  }
  // Models bring their own store; keeping them here as well would double the space.
  if (request.method !== 'GET' || url.pathname.includes('/tacet/models/')) return
  if (url.href.startsWith(`${self.registration.scope}docs/`)) event.respondWith(newestDocument(request))
  else event.respondWith(request.mode === 'navigate' ? newestPage(request) : keptFile(request))
})

async function activate(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(`${CACHE}-`))
  await Promise.all(older.map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** The page reads workers' requests here: its own list of requests does not hold them. */
async function report(origin: string): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ elsewhere: origin })
}

/** Keeps all small files of the page, and drops those of older builds. The runtime is kept when a panel has fetched it. */
async function keepShell(): Promise<void> {
  const { files } = (await (await fetch('files.json', { cache: 'no-store' })).json()) as FileList
  const cache = await caches.open(CACHE)
  const wanted = new Set(['./', ...files].map((name) => new URL(name, self.registration.scope).href))
  const kept = await cache.keys()
  await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)))
  const known = new Set(kept.map(({ url }) => url))
  await cache.addAll([...wanted].filter((url) => !known.has(url) && !url.endsWith('.wasm')))
}

/** The network's page while there is one: an old page would ask for files of a build that is gone. */
async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(self.registration.scope)
    if (kept === undefined) throw error
    return kept
  }
}

/** A page of the documentation, or a file of it: the network's, and the one that was read last while there is none. */
async function newestDocument(request: Request): Promise<Response> {
  const cache = await caches.open(DOCUMENTS)
  try {
    const response = await fetch(request)
    // A full disk must not cost the reader the page.
    if (response.status === 200) await cache.put(request, response.clone()).catch(() => {})
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (kept === undefined) throw error
    return kept
  }
}

/** Names of built files carry a digest of the content, so a kept file is never out of date. */
async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.status === 200 && new URL(request.url).pathname.includes('/assets/')) {
    // A full disk must not cost the page its file.
    await cache.put(request, response.clone()).catch(() => {})
  }
  return response
}

export {}
