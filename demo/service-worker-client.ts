import type { SeenRequest } from './offline/seen-request.js'
import type { NetworkSwitch } from './parts/panel.js'

/**
 * How long a first visit waits for the service worker. Without the service worker, the workers' requests are not seen.
 */
const WAIT_MS = 2000

/** The service worker of this page, where the browser has one and allows it. */
export interface PageWatch extends NetworkSwitch {
  /** The service worker served this page from its first file on. It has seen all requests. */
  readonly fromStart: boolean
  /** Calls `heard` for each request, also for requests of workers and for those that were made before this call. */
  onRequest(heard: (request: SeenRequest) => void): void
  /** Keeps the page for visits without a network. */
  keep(): void
}

/**
 * Starts the service worker and waits until it serves this page, so that it sees the requests of the first worker.
 * `undefined` in development, where it would serve old code, and where the browser refuses it.
 */
export async function startServiceWorker(): Promise<PageWatch | undefined> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return undefined
  const { serviceWorker } = navigator
  const fromStart = serviceWorker.controller !== null
  const early = listen(serviceWorker)
  try {
    const before = await serviceWorker.getRegistration()
    await serviceWorker.register(new URL('service-worker.js', document.baseURI))
    // A reload that bypasses the service worker is never served by it, so waiting does not help.
    if (serviceWorker.controller === null && before?.active) return undefined
    if (!(await controlled(serviceWorker))) return undefined
  } catch {
    // The demo still works, but not offline.
    return undefined
  }
  return {
    fromStart,
    onRequest: early.replay,
    keep: () => serviceWorker.controller?.postMessage('keep'),
    cutOff: (wanted) =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done()
        serviceWorker.controller?.postMessage({ cutOff: wanted }, [port2])
      }),
    isCutOff: () => caches.has('tacet-cut-off'),
  }
}

/** Listens from the first moment on, because the browser would drop messages that come before a listener. */
function listen(serviceWorker: ServiceWorkerContainer) {
  const early: SeenRequest[] = []
  let hear: (request: SeenRequest) => void = (request) => early.push(request)
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ seen?: SeenRequest }>) => {
    if (data.seen !== undefined) hear(data.seen)
  })
  serviceWorker.startMessages()
  return {
    replay(heard: (request: SeenRequest) => void) {
      hear = heard
      early.forEach(heard)
    },
  }
}

function controlled(serviceWorker: ServiceWorkerContainer): Promise<boolean> {
  if (serviceWorker.controller !== null) return Promise.resolve(true)
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MS, false)
    serviceWorker.addEventListener(
      'controllerchange',
      () => {
        clearTimeout(timer)
        resolve(true)
      },
      { once: true },
    )
  })
}
