import type { SeenRequest } from './seen-request.js'

/**
 * Lets the page open without a network from the second visit on, and tells the page about each request of the page and
 * its workers. The package itself keeps and verifies the models.
 */
declare const self: ServiceWorkerGlobalScope

type Message = 'keep' | { readonly cutOff: boolean }

interface FileList {
  readonly files: readonly string[]
}

const CACHE = 'tacet-shell'
const DOCUMENTS = 'tacet-documents'
/** Exists while the visitor has cut off the network. The browser may stop this worker at any time, so it is stored. */
const CUT_OFF = 'tacet-cut-off'

// Nothing is fetched at installation: a visitor of the first panel must not pay for all other panels.
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  const message = event.data as Message
  if (message === 'keep') event.waitUntil(keepShell())
  else event.waitUntil(cutOff(message.cutOff).then(() => event.ports[0]?.postMessage('done')))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (!request.url.startsWith('http')) return
  if (new URL(request.url).origin === location.origin || isCutOff) event.respondWith(answer(request, event))
  // This worker's policy would refuse a request that the policy of the asking worker allows.
  else event.waitUntil(report(request, 'elsewhere'))
})

/** The same fact as the stored one, for the answer that must be given at once. */
let isCutOff = false
const cutOffIsKnown = caches.has(CUT_OFF).then((stored) => {
  isCutOff = stored
})

async function answer(request: Request, event: ExtendableEvent): Promise<Response> {
  const url = new URL(request.url)
  // Models have their own store. Keeping them here as well would double the space.
  const models = url.pathname.includes('/tacet/models/')
  if (url.origin !== location.origin || request.method !== 'GET' || models) return fromNetwork(request)
  const path = url.href.slice(self.registration.scope.length)
  // The list of models is fetched each time, because an operator may change it without a new build.
  if (path.startsWith('docs/') || path === 'chat-models.json') return newestDocument(request)
  return request.mode === 'navigate' ? newestPage(request) : keptFile(request, event)
}

async function activate(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(`${CACHE}-`))
  await Promise.all(older.map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** Tells the page about a request. The page's own list of requests does not contain those of workers. */
async function report(request: Request, answer: SeenRequest['answer'], response?: Response): Promise<void> {
  const { origin, pathname } = new URL(request.url)
  const length = response?.headers.get('content-length')
  const seen: SeenRequest = {
    url: origin + pathname,
    method: request.method,
    purpose: request.destination,
    bytes: length == null ? undefined : Number(length),
    answer,
  }
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ seen })
}

async function cutOff(wanted: boolean): Promise<void> {
  // The page must open again without a network, even if it has not been idle yet.
  if (wanted) await keepShell().catch(() => {})
  // The stored fact is read as this worker starts, and must not replace the newer one.
  await cutOffIsKnown
  isCutOff = wanted
  if (wanted) await caches.open(CUT_OFF)
  else await caches.delete(CUT_OFF)
}

/** Every request to the server goes through here, so that a visitor can cut off the network and see them all. */
async function fromNetwork(request: Request): Promise<Response> {
  await cutOffIsKnown
  if (isCutOff) {
    await report(request, 'cut-off')
    return Response.error()
  }
  const response = await fetch(request)
  void report(request, 'network', response)
  return response
}

/** The runtime, the reader of PDFs and the other libraries of the race. */
const LARGE_PARTS = /\.wasm$|\/assets\/(pdf\b|race-[a-z]+\.worker)/

/** Keeps all small files of the page, and drops those of older builds. A large one stays once a panel has fetched it. */
async function keepShell(): Promise<void> {
  const { files } = (await (await fetch('files.json', { cache: 'no-store' })).json()) as FileList
  const cache = await caches.open(CACHE)
  const wanted = new Set(['./', ...files].map((name) => new URL(name, self.registration.scope).href))
  const kept = await cache.keys()
  // The worker of the hub is a file of the page under another name.
  const isWanted = ({ url }: Request) => wanted.has(url.replace('/hub-worker/', '/assets/'))
  await Promise.all(kept.filter((request) => !isWanted(request)).map((request) => cache.delete(request)))
  const known = new Set(kept.map(({ url }) => url))
  await cache.addAll([...wanted].filter((url) => !known.has(url) && !LARGE_PARTS.test(url)))
}

/** Prefers the page from the network: an old page would ask for files of a build that is gone. */
async function newestPage(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(CACHE)).match(self.registration.scope)
  return reachable(await fromNetwork(request).catch(() => undefined)) ?? (await kept()) ?? Response.error()
}

/** `undefined` where the network gave no answer at all. */
const reachable = (response: Response | undefined) => (response?.type === 'error' ? undefined : response)

/**
 * Prefers a page or file of the documentation, or the list of models, from the network. Without a network, the version that was read last is
 * used.
 */
async function newestDocument(request: Request): Promise<Response> {
  const cache = await caches.open(DOCUMENTS)
  const response = reachable(await fromNetwork(request).catch(() => undefined))
  // A full disk must not keep the page from the reader.
  if (response?.status === 200) await cache.put(request, response.clone()).catch(() => {})
  return response ?? (await cache.match(request)) ?? Response.error()
}

/** The name of a built file contains a digest of its content, so a kept file is never out of date. */
async function keptFile(request: Request, event: ExtendableEvent): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) {
    void report(request, 'kept')
    return kept
  }
  const response = await fromNetwork(request)
  if (response.status === 200 && /\/(assets|hub-worker)\//.test(request.url)) {
    // The page does not wait for the disk, and a full one must not keep the file from it.
    event.waitUntil(cache.put(request, response.clone()).catch(() => {}))
  }
  return response
}
