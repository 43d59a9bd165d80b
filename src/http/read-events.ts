import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { NlpError } from '../shared/errors.js'
import { capitalised } from './failure.js'
import { readPieces } from './read-text.js'

/** The largest event. No correct server sends a larger one, and without a limit an endless line would fill the memory. */
const MAX_EVENT_CHARACTERS = 4_000_000

/**
 * The data of server-sent events, as they arrive. The generator ends with the connection. An event that a reconnecting
 * proxy sent twice under the same id counts once.
 *
 * @param name the name of the server in messages
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): AsyncGenerator<string, void, undefined> {
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
  const takeReady = (): readonly string[] => {
    if (broken !== undefined) {
      throw new NlpError('server', `${capitalised(name)} sent an endless event. Check its address.`, { cause: broken })
    }
    const taken = ready
    ready = []
    return taken
  }
  for await (const piece of readPieces(body, { name, signal })) {
    parser.feed(decoder.decode(piece, { stream: true }))
    yield* takeReady()
  }
  // The last event counts even without the empty line that should end it.
  parser.feed(`${decoder.decode()}\n\n`)
  yield* takeReady()
}
