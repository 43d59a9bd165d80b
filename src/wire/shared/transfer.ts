import { type TransferHandler, transferHandlers } from 'comlink'
import { receiveSignal, sendSignal, type WireSignal } from './abort.js'
import { fromWire, toWire, type WireError } from './errors.js'

/** A function that is given to the other side. A call there runs the function here, and nothing comes back. */
export type Listener<T> = ((value: T) => void) & { readonly [LISTENER]: ListenerLife }

const LISTENER = Symbol('tacet.listener')

interface ListenerLife {
  /** The port on which the calls arrive, once the function was handed over. */
  port: MessagePort | undefined
}

type ToPage = { readonly type: 'event'; readonly value: unknown } | { readonly type: 'flushed' }

/** Makes a function callable from the other side until it is released. Comlink's own proxies would outlive the call. */
export function listener<T>(call: (value: T) => void): Listener<T> {
  return Object.assign((value: T) => call(value), { [LISTENER]: { port: undefined } })
}

/**
 * Resolves when this side has received everything that was sent. Events travel on their own port, so the answer to the call
 * can overtake the last event.
 */
export function flushListener(call: Listener<never>): Promise<void> {
  const { port } = call[LISTENER]
  if (port === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    port.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
      if (data.type === 'flushed') resolve()
    })
    port.postMessage('flush')
  })
}

export function releaseListener(call: Listener<never>): void {
  call[LISTENER].port?.close()
}

const listeners: TransferHandler<Listener<unknown>, MessagePort> = {
  canHandle: (value): value is Listener<unknown> => typeof value === 'function' && LISTENER in value,
  serialize(call) {
    const { port1, port2 } = new MessageChannel()
    call[LISTENER].port = port1
    port1.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (data.type === 'event') call(data.value)
    }
    return [port2, [port2]]
  },
  deserialize(port) {
    const post = (message: ToPage) => port.postMessage(message)
    port.onmessage = () => post({ type: 'flushed' })
    return Object.assign((value: unknown) => post({ type: 'event', value }), { [LISTENER]: { port: undefined } })
  },
}

const signals: TransferHandler<AbortSignal, WireSignal> = {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize(signal) {
    const wire = sendSignal(signal)
    return [wire, [wire.port]]
  },
  deserialize: receiveSignal,
}

/** Comlink marks thrown values with a symbol that it does not export. Comlink's own handler knows the symbol. */
function throwing(): TransferHandler<{ value: unknown }, WireError> {
  const original = transferHandlers.get('throw')
  if (original === undefined) throw new TypeError('Comlink has no handler named "throw": another version is needed')
  return {
    canHandle: (value): value is { value: unknown } => original.canHandle(value),
    serialize: ({ value }) => [toWire(value), []],
    deserialize(wire) {
      throw fromWire(wire)
    },
  }
}

/** Both sides call this before the first message. A second call does no harm. */
export function registerTransferHandlers(): void {
  if (transferHandlers.has('tacet.signal')) return
  transferHandlers.set('throw', throwing() as TransferHandler<unknown, unknown>)
  transferHandlers.set('tacet.listener', listeners as TransferHandler<unknown, unknown>)
  transferHandlers.set('tacet.signal', signals as TransferHandler<unknown, unknown>)
}
