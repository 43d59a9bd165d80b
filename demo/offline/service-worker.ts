/**
 * Makes the page open without a network from the second visit on. It keeps the page and the runtime; the models are
 * kept by the package itself, verified.
 */
declare const self: ServiceWorkerGlobalScope

interface FileList {
  /** Changes with every build. */
  readonly version: string
  readonly files: readonly string[]
}

const NAME = 'tacet-shell-'

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  const own = url.origin === location.origin && request.method === 'GET'
  // Models bring their own store; keeping them here as well would double the space.
  if (!own || url.pathname.includes('/tacet/models/')) return
  event.respondWith(request.mode === 'navigate' ? newestPage(request) : keptFile(request))
})

async function install(): Promise<void> {
  const { version, files } = (await (await fetch('files.json', { cache: 'no-store' })).json()) as FileList
  const cache = await caches.open(NAME + version)
  await cache.addAll(['./', ...files])
  await self.skipWaiting()
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME))
  const newest = await newestCache()
  await Promise.all(names.filter((name) => name !== newest).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** Caches are listed in the order in which they were made. */
async function newestCache(): Promise<string | undefined> {
  return (await caches.keys()).filter((name) => name.startsWith(NAME)).at(-1)
}

/** The network's page while there is one: an old page would ask for files of a build that is gone. */
async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match('./')
    if (kept === undefined) throw error
    return kept
  }
}

/** Names carry a digest of the content, so what is kept is what is wanted. */
async function keptFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

export {}
