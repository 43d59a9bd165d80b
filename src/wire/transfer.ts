import { type TransferHandler, transferHandlers } from 'comlink'
import { receiveSignal, sendSignal, type WireSignal } from './abort.js'
import { fromWire, toWire, type WireError } from './errors.js'
import { receiveStream, sendStream } from './streams.js'

/** A function given to the other side: called there, it runs here; nothing comes back. The port closes with the call. */
export type Listener<T> = ((value: T) => void) & { readonly [LISTENER]: AbortSignal }

const LISTENER = Symbol('tacet.listener')

/** Marks a function as callable from the other side until `ended` aborts: Comlink's own proxies outlive the call. */
export function listener<T>(call: (value: T) => void, ended: AbortSignal): Listener<T> {
  return Object.assign((value: T) => call(value), { [LISTENER]: ended })
}

const listeners: TransferHandler<Listener<unknown>, MessagePort> = {
  canHandle: (value): value is Listener<unknown> => typeof value === 'function' && LISTENER in value,
  serialize(call) {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => call(data)
    call[LISTENER].addEventListener('abort', () => port1.close(), { once: true })
    return [port2, [port2]]
  },
  deserialize: (port) =>
    Object.assign((value: unknown) => port.postMessage(value), { [LISTENER]: new AbortController().signal }),
}

const signals: TransferHandler<AbortSignal, WireSignal> = {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize(signal) {
    const wire = sendSignal(signal)
    return [wire, [wire.port]]
  },
  deserialize: receiveSignal,
}

const streams: TransferHandler<ReadableStream<unknown>, MessagePort> = {
  canHandle: (value): value is ReadableStream<unknown> => value instanceof ReadableStream,
  serialize(stream) {
    const port = sendStream(stream)
    return [port, [port]]
  },
  deserialize: receiveStream,
}

/** Comlink marks what was thrown with a symbol of its own that it does not export: the handler it has knows it. */
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

/** Both sides call it before the first message. Twice is harmless. */
export function registerTransferHandlers(): void {
  if (transferHandlers.has('tacet.signal')) return
  transferHandlers.set('throw', throwing() as TransferHandler<unknown, unknown>)
  transferHandlers.set('tacet.listener', listeners as TransferHandler<unknown, unknown>)
  transferHandlers.set('tacet.signal', signals as TransferHandler<unknown, unknown>)
  transferHandlers.set('tacet.stream', streams as TransferHandler<unknown, unknown>)
}
