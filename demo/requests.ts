import { createTraffic, type GrowingTraffic, type Traffic } from './parts/traffic.js'
import type { PageWatch } from './service-worker-client.js'

/**
 * Gathers the requests of the page and its workers. The page's own list does not contain requests of workers. Only the
 * service worker sees these, but it does not see requests that the page made before the service worker started.
 */
export function watchTraffic(watching: Promise<PageWatch | undefined>): Traffic {
  const traffic = createTraffic()
  void watching.then((watch) => gather(traffic, watch))
  return traffic
}

function gather(traffic: GrowingTraffic, watch: PageWatch | undefined): void {
  traffic.complete = watch !== undefined
  // The service worker lists the page's requests from this moment on.
  const watchedFrom = watch === undefined ? Number.POSITIVE_INFINITY : watch.fromStart ? 0 : performance.now()
  watch?.onRequest((request) => traffic.add({ ...request, at: performance.now() }))
  const addEntry = (entry: PerformanceEntry) => {
    const { name, startTime, initiatorType, encodedBodySize } = entry as PerformanceResourceTiming
    const { origin, pathname, protocol } = new URL(name, location.href)
    const navigation = entry.entryType === 'navigation'
    if ((startTime >= watchedFrom && !navigation) || !protocol.startsWith('http')) return
    const answer = origin === location.origin ? 'network' : 'elsewhere'
    const bytes = encodedBodySize || undefined
    traffic.add({ url: origin + pathname, method: 'GET', purpose: initiatorType, bytes, answer, at: startTime })
  }
  for (const entry of performance.getEntriesByType('navigation')) addEntry(entry)
  new PerformanceObserver((list) => list.getEntries().forEach(addEntry)).observe({ type: 'resource', buffered: true })
}

/** Shows the number of requests to other origins, and says so where the requests of workers are not seen. */
export function showTraffic(badge: HTMLElement, traffic: Traffic): void {
  const show = () => {
    const { elsewhere, complete } = traffic
    badge.textContent =
      elsewhere > 0
        ? `${elsewhere} ${elsewhere === 1 ? 'request' : 'requests'} to other origins`
        : complete
          ? 'No request to any other origin'
          : 'No request of the page to any other origin; its workers are not watched'
    badge.classList.toggle('warning', elsewhere > 0)
  }
  traffic.onChange(show)
  show()
}
