import { DefaultChatTransport } from 'ai'
import { createNameRecognizer } from 'tacet'
import { redactionTransport } from 'tacet/ai-sdk'
import { createRedactor } from 'tacet/redact'

// The redactor loads the model with the first message, and again after a failure.
const redactor = createRedactor({ model: () => createNameRecognizer() })

/** A transport for useChat. `onSent` gets the text of each request, exactly as the server gets it. */
export function redactedTransport(onSent) {
  const transport = new DefaultChatTransport({
    api: '/api/chat',
    fetch(address, request) {
      onSent(request.body)
      return fetch(address, request)
    },
  })
  return redactionTransport(transport, redactor)
}
