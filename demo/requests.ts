import type { PageWatch } from './service-worker-client.js'

/**
 * Shows the number of requests to other origins, as the browser counts them. The page's own list does not contain
 * requests of workers. Only the service worker sees these; without a service worker the badge says so.
 */
export function watchRequests(badge: HTMLElement, watch: PageWatch | undefined): void {
  let elsewhere = 0
  const show = () => {
    badge.textContent =
      elsewhere > 0
        ? `${elsewhere} ${elsewhere === 1 ? 'request' : 'requests'} to other origins`
        : watch === undefined
          ? 'No request of the page to any other origin; its workers are not watched'
          : 'No request to any other origin'
    badge.classList.toggle('warning', elsewhere > 0)
  }
  const count = () => {
    elsewhere += 1
    show()
  }
  // From this moment on, the service worker sees the page's requests as well.
  const watchedFrom = watch === undefined ? Number.POSITIVE_INFINITY : performance.now()
  watch?.onElsewhere(count)
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      const { origin, protocol } = new URL(name, location.href)
      if (startTime < watchedFrom && origin !== location.origin && protocol.startsWith('http')) count()
    }
  }).observe({ type: 'resource', buffered: true })
  show()
}
