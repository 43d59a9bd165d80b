/**
 * How long a first visit waits for the service worker. Without the service worker, the workers' requests are not seen.
 */
const WAIT_MS = 2000

/** The service worker of this page, where the browser has one and allows it. */
export interface PageWatch {
  /** Calls `heard` for each request to another origin, also for requests of workers. */
  onElsewhere(heard: (origin: string) => void): void
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
  try {
    const before = await serviceWorker.getRegistration()
    await serviceWorker.register(new URL('service-worker.js', document.baseURI))
    // A reload that bypasses the service worker is never served by it, so waiting does not help.
    if (serviceWorker.controller === null && before?.active) return undefined
    if (!(await controlled(serviceWorker))) return undefined
  } catch {
    // The demo works all the same, but not offline.
    return undefined
  }
  return {
    onElsewhere(heard) {
      serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ elsewhere?: string }>) => {
        if (data.elsewhere !== undefined) heard(data.elsewhere)
      })
      serviceWorker.startMessages()
    },
    keep: () => serviceWorker.controller?.postMessage('keep'),
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
