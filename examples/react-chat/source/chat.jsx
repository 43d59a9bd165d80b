import { useChat } from '@ai-sdk/react'
import { useState, useSyncExternalStore } from 'react'
import { redactedTransport } from './redacted-transport.js'

/** The last request, for the reader who wants to see it. A transport lives outside of React, and so does this. */
const sent = { body: '', listeners: new Set() }
const subscribe = (listener) => {
  sent.listeners.add(listener)
  return () => sent.listeners.delete(listener)
}

// Outside of the component: a chat keeps the transport that it began with, and the transport keeps what was hidden.
const transport = redactedTransport((body) => {
  sent.body = body
  for (const listener of sent.listeners) listener()
})

const textOf = ({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')

export function Chat() {
  const { messages, status, error, sendMessage, stop } = useChat({ transport })
  const [draft, setDraft] = useState('')
  const request = useSyncExternalStore(subscribe, () => sent.body)
  const busy = status === 'submitted' || status === 'streaming'

  function send(event) {
    event.preventDefault()
    if (busy || draft.trim() === '') return
    sendMessage({ text: draft })
    setDraft('')
  }

  return (
    <main>
      <h1>A chat that keeps personal data</h1>
      <ol aria-live="polite">
        {messages.map((message) => (
          <li key={message.id}>
            <strong>{message.role === 'user' ? 'You' : 'Model'}:</strong> {textOf(message)}
          </li>
        ))}
      </ol>
      {error && <p role="alert">{error.message}</p>}
      <form onSubmit={send}>
        <input aria-label="Message" value={draft} onChange={({ target }) => setDraft(target.value)} />
        {busy ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="submit">Send</button>
        )}
      </form>
      {request !== '' && (
        <details>
          <summary>What the server got</summary>
          <pre>{request}</pre>
        </details>
      )}
    </main>
  )
}
