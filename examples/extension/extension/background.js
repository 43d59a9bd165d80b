// A service worker of an extension cannot start workers, and the model needs one. So a hidden page of the extension runs it.

let opening

/**
 * Opens the hidden page unless it is open. Two fields may ask at the same time: a second page would be an error, and the first one is
 * in the list before it listens.
 */
async function openHiddenPage() {
  const [open] = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
  if (open !== undefined && opening === undefined) return
  opening ??= chrome.offscreen
    .createDocument({ url: 'offscreen.html', reasons: ['WORKERS'], justification: 'Runs the model that finds names' })
    .finally(() => {
      opening = undefined
    })
  await opening
}

chrome.runtime.onMessage.addListener((message, _sender, answer) => {
  if (message.type !== 'hide') return false
  openHiddenPage()
    .then(() => chrome.runtime.sendMessage({ type: 'redact', text: message.text }))
    .then(answer, (error) => answer({ error: String(error) }))
  // Keeps the channel open until the answer is there.
  return true
})
