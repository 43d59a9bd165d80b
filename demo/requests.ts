/** Shows how many requests went to other origins: the browser's own count, not a promise. */
export function watchRequests(badge: HTMLElement): void {
  let elsewhere = 0
  const show = () => {
    badge.textContent = elsewhere === 0 ? 'No request to any other origin' : `${elsewhere} requests to other origins`
    badge.classList.toggle('warning', elsewhere > 0)
  }
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const { origin, protocol } = new URL(name, location.href)
      if (origin !== location.origin && protocol.startsWith('http')) elsewhere += 1
    }
    show()
  }).observe({ type: 'resource', buffered: true })
  show()
}
