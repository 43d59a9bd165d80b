/**
 * Lets the page open without a network from the second visit on, and counts the requests of the page and its workers to
 * other origins. The package itself keeps and verifies the models.
 */
declare const self: ServiceWorkerGlobalScope

interface FileList {
  readonly files: readonly string[]
}

const CACHE = 'tacet-shell'
const DOCUMENTS = 'tacet-documents'

// Nothing is fetched at installation: a visitor of the first panel must not pay for all other panels.
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
  // Models have their own store. Keeping them here as well would double the space.
  if (request.method !== 'GET' || url.pathname.includes('/tacet/models/')) return
  if (url.href.startsWith(`${self.registration.scope}docs/`)) event.respondWith(newestDocument(request))
  else event.respondWith(request.mode === 'navigate' ? newestPage(request) : keptFile(request))
})

async function activate(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(`${CACHE}-`))
  await Promise.all(older.map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** Tells the page about a request. The page's own list of requests does not contain those of workers. */
async function report(origin: string): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ elsewhere: origin })
}

/**
 * Keeps all small files of the page, and drops those of older builds. The runtime is kept once a panel has fetched it.
 */
async function keepShell(): Promise<void> {
  const { files } = (await (await fetch('files.json', { cache: 'no-store' })).json()) as FileList
  const cache = await caches.open(CACHE)
  const wanted = new Set(['./', ...files].map((name) => new URL(name, self.registration.scope).href))
  const kept = await cache.keys()
  await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)))
  const known = new Set(kept.map(({ url }) => url))
  await cache.addAll([...wanted].filter((url) => !known.has(url) && !url.endsWith('.wasm')))
}

/** Prefers the page from the network: an old page would ask for files of a build that is gone. */
async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(self.registration.scope)
    if (kept === undefined) throw error
    return kept
  }
}

/**
 * Prefers a page or file of the documentation from the network. Without a network, the version that was read last is
 * used.
 */
async function newestDocument(request: Request): Promise<Response> {
  const cache = await caches.open(DOCUMENTS)
  try {
    const response = await fetch(request)
    // A full disk must not keep the page from the reader.
    if (response.status === 200) await cache.put(request, response.clone()).catch(() => {})
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (kept === undefined) throw error
    return kept
  }
}

/** The name of a built file contains a digest of its content, so a kept file is never out of date. */
async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.status === 200 && new URL(request.url).pathname.includes('/assets/')) {
    // A full disk must not keep the file from the page.
    await cache.put(request, response.clone()).catch(() => {})
  }
  return response
}

export {}
