import { createNameRecognizer } from 'tacet'
import { createRedactor } from 'tacet/redact'

const redactor = createNameRecognizer().then((model) => createRedactor({ model }))

async function redact(text) {
  const redaction = await (await redactor).redact(text)
  return { text: redaction.text, count: redaction.entities.length }
}

chrome.runtime.onMessage.addListener((message, _sender, answer) => {
  if (message.type !== 'redact') return false
  redact(message.text).then(answer, (error) => answer({ error: error.message }))
  return true
})
