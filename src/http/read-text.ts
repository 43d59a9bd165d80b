import { NlpError } from '../shared/errors.js'
import { capitalised, unreachable } from './failure.js'

/** The longest body. No correct answer is longer, and without a limit an endless body would fill the memory. */
const MAX_BODY_BYTES = 64_000_000

/**
 * Reads the whole body as text. Rejects with the reason of the signal as soon as the signal aborts, even where the
 * transport ignores the signal: a server that sends its headers and then nothing must not hold the call.
 *
 * @param name the name of the server in messages
 */
export async function readText(
  response: Response,
  { name, signal, maxBytes = MAX_BODY_BYTES }: { name: string; signal: AbortSignal; maxBytes?: number | undefined },
): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for await (const piece of readPieces(response.body, { name, signal })) {
    bytes += piece.byteLength
    if (bytes > maxBytes) throw tooLarge(name, maxBytes)
    parts.push(decoder.decode(piece, { stream: true }))
  }
  return parts.join('') + decoder.decode()
}

/** The pieces of a body, as they arrive. An early end, an abort and a failure all hang up. */
export async function* readPieces(
  body: ReadableStream<Uint8Array>,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader()
  // Without this, a `fetch` that ignores its signal would leave the read hanging.
  const onAbort = () => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return
      yield value
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : unreachable(name, error)
  } finally {
    signal.removeEventListener('abort', onAbort)
    void reader.cancel().catch(() => {})
  }
}

/** Stops reading an answer. */
export const hangUp = (response: Response): void => void response.body?.cancel().catch(() => {})

const tooLarge = (name: string, maxBytes: number): NlpError =>
  new NlpError('server', `${capitalised(name)} sent more than ${maxBytes} bytes in one answer. Check its address.`)
