import { NlpError } from '../../shared/errors.js'
import { unreachable } from './unreachable.js'

/** Longer than any sane answer; without a limit one endless body would fill the memory. */
const MAX_BODY_BYTES = 64_000_000

/**
 * The whole body as text. Rejects with the reason of the signal as soon as it aborts, even where the transport ignores
 * it: a server that sends its headers and then nothing must not hold the call.
 */
export async function readBody(
  response: Response,
  signal: AbortSignal,
  { maxBytes = MAX_BODY_BYTES }: { readonly maxBytes?: number } = {},
): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const onAbort = () => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', onAbort, { once: true })
  const parts: string[] = []
  let bytes = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return parts.join('') + decoder.decode()
      bytes += value.byteLength
      if (bytes > maxBytes) throw new NlpError('server', `The server sent more than ${maxBytes} bytes at once`)
      parts.push(decoder.decode(value, { stream: true }))
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw NlpError.is(error) ? error : unreachable(error)
  } finally {
    signal.removeEventListener('abort', onAbort)
    void reader.cancel().catch(() => {})
  }
}
