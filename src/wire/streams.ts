import { fromWire, toWire, type WireError } from './errors.js'

/** What travels over the port of a stream: the reader asks for one chunk at a time, so nothing piles up unread. */
type FromReader = { readonly type: 'pull' } | { readonly type: 'cancel' }
type FromSource =
  | { readonly type: 'chunk'; readonly value: unknown }
  | { readonly type: 'end' }
  | { readonly type: 'error'; readonly error: WireError }

/** Hands a ReadableStream to the other side. Not every browser can transfer one, so it goes over a port of its own. */
export function sendStream(stream: ReadableStream<unknown>): MessagePort {
  const { port1, port2 } = new MessageChannel()
  const reader = stream.getReader()
  const post = (message: FromSource, transfer: Transferable[] = []) => port1.postMessage(message, transfer)
  port1.onmessage = async ({ data }: MessageEvent<FromReader>) => {
    if (data.type === 'cancel') {
      port1.close()
      await reader.cancel().catch(() => {})
      return
    }
    try {
      const { done, value } = await reader.read()
      if (!done) return post({ type: 'chunk', value }, transferable(value))
      post({ type: 'end' })
    } catch (error) {
      post({ type: 'error', error: toWire(error) })
    }
    port1.close()
  }
  return port2
}

export function receiveStream(port: MessagePort): ReadableStream<unknown> {
  let settle = () => {}
  return new ReadableStream(
    {
      start(controller) {
        port.onmessage = ({ data }: MessageEvent<FromSource>) => {
          if (data.type === 'chunk') controller.enqueue(data.value)
          else if (data.type === 'end') controller.close()
          else controller.error(fromWire(data.error))
          if (data.type !== 'chunk') port.close()
          settle()
        }
      },
      pull() {
        return new Promise<void>((resolve) => {
          settle = resolve
          port.postMessage({ type: 'pull' } satisfies FromReader)
        })
      },
      cancel() {
        port.postMessage({ type: 'cancel' } satisfies FromReader)
        port.close()
      },
    },
    { highWaterMark: 0 },
  )
}

function transferable(value: unknown): Transferable[] {
  return ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : []
}
