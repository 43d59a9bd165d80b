import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { NlpError } from '../../shared/errors.js'
import { unreachable } from './unreachable.js'

/** No event of a sane server is larger; without a limit one endless line would fill the memory. */
const MAX_EVENT_CHARACTERS = 4_000_000

/**
 * The data of server-sent events, as they come. Ends with the connection; an event that a reconnecting proxy sent
 * twice under one id counts once.
 */
export async function* serverEvents(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const seen = new Set<string>()
  let ready: string[] = []
  let broken: Error | undefined
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: ({ data, id }: EventSourceMessage) => {
      if (id !== undefined && id !== '') {
        if (seen.has(id)) return
        seen.add(id)
      }
      ready.push(data)
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') broken = error
    },
  })
  // A fetch that ignores its signal would otherwise leave the reading hanging.
  const onAbort = () => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (let done = false; !done; ) {
      const chunk = await read(reader, signal)
      done = chunk === undefined
      if (chunk !== undefined) parser.feed(decoder.decode(chunk, { stream: true }))
      // The last event counts even if the line that should end it is missing.
      else parser.reset({ consume: true })
      if (broken !== undefined) throw new NlpError('server', 'The server sent an endless event', { cause: broken })
      yield* ready
      ready = []
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    void reader.cancel().catch(() => {})
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await reader.read()
    signal.throwIfAborted()
    return done ? undefined : value
  } catch (error) {
    throw signal.aborted ? signal.reason : unreachable(error)
  }
}
