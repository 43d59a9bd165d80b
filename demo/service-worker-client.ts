/** Makes the page open without a network from the second visit on. Not in development: it would serve old code. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Without it the demo works all the same, only not offline.
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {})
}
