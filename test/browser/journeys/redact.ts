import { createRedactor, RestoreStream } from 'tacet/redact'

export async function askServer(message: string, show: (text: string) => void) {
  const redactor = createRedactor({ locales: ['us', 'de'] })
  const redaction = await redactor.redact(message)
  const response = await fetch('/api/chat', { method: 'POST', body: redaction.text })
  await response
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new RestoreStream(redaction))
    .pipeTo(new WritableStream({ write: show }))
}
