import type { PageWatch } from './service-worker-client.js'

/**
 * Shows how many requests went to other origins, as the browser counts them. The page's own list does not hold those of
 * workers: only the service worker sees them, and without it the badge says so.
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
  // The service worker sees the page's requests as well, from now on.
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
