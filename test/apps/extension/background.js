// A service worker starts no workers of its own, so a hidden page runs the models for it.
globalThis.openOffscreen = () =>
  chrome.offscreen.createDocument({ url: 'offscreen.html', reasons: ['WORKERS'], justification: 'Runs the models' })

globalThis.results = {}
chrome.runtime.onMessage.addListener(({ page, results }) => {
  globalThis.results[page] = results
})
