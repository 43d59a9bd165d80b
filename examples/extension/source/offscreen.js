import { createNameRecognizer } from 'tacet'
import { createRedactor } from 'tacet/redact'

// The redactor loads the model with the first text, and again after a failure.
const redactor = createRedactor({ model: () => createNameRecognizer() })

async function redact(text) {
  const redaction = await redactor.redact(text)
  return { text: redaction.text, count: redaction.entities.length }
}

chrome.runtime.onMessage.addListener((message, _sender, answer) => {
  if (message.type !== 'redact') return false
  redact(message.text).then(answer, (error) => answer({ error: error.message }))
  return true
})
